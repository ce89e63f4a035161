import { expect, it } from 'vitest';
import { checkPieces } from '../../../src/domain/project/check/check-pieces.ts';
import { withDistinctUnitTests } from '../../../src/domain/project/distinct-unit-tests.ts';
import type { Pieces } from '../../../src/domain/project/piece.ts';
import { libraryPieces, libraryScenario } from '../fixtures/library.ts';

/** The library's pieces, with a unit test in every model, all of one name. */
function piecesThatShare(name: string): Pieces {
  const pieces = libraryPieces();
  const test = pieces.sql.flatMap(({ unit_tests }) => unit_tests)[0];
  if (!test) throw new Error('no unit test');
  return {
    ...pieces,
    sql: pieces.sql.map((piece) => ({
      ...piece,
      unit_tests: [
        { ...test, name },
        { ...test, name },
      ],
    })),
  };
}

const namesOf = ({ sql }: Pieces) => sql.flatMap(({ unit_tests }) => unit_tests.map(({ name }) => name));

it('gives unit tests that share a name names of their own', () => {
  const shared = piecesThatShare('late_books_count_once');
  const twice = 'Two unit tests are named late_books_count_once.';
  const problemsOf = (pieces: Pieces) => checkPieces(libraryScenario(), pieces).map(({ message }) => message);
  expect(problemsOf(shared)).toContain(twice);
  const distinct = withDistinctUnitTests(shared);
  expect(problemsOf(distinct)).not.toContain(twice);
  const [first, second] = shared.sql;
  expect(namesOf(distinct).slice(0, 3)).toEqual([
    'late_books_count_once',
    `late_books_count_once_${first?.model}`,
    `late_books_count_once_${second?.model}`,
  ]);
});

it('keeps within the length that a name may have, and ends no name with an underscore before its number', () => {
  const long = `${'a'.repeat(57)}_bc`;
  const names = namesOf(withDistinctUnitTests(piecesThatShare(long)));
  expect(new Set(names).size).toBe(names.length);
  expect(names.slice(0, 2)).toEqual([long, `${'a'.repeat(57)}_2`]);
  expect(Math.max(...names.map((name) => name.length))).toBeLessThanOrEqual(60);
});

it('leaves names alone that are their own already', () => {
  const pieces = libraryPieces();
  expect(withDistinctUnitTests(pieces)).toEqual(pieces);
});
