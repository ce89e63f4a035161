import { evidenceOf } from '../../scenario/check/evidence.ts';
import type { Problem } from '../../scenario/check/problem.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import type { Pieces } from '../piece.ts';
import { checkPiece } from './check-piece.ts';
import { checkLogicTogether } from './model-logic.ts';
import { checkRowsTogether } from './rows.ts';

/**
 * What must hold between a scenario and its pieces: rows that fit their source and join, deliveries for the next day
 * and every incident, SQL for every model and change in the shape that rendering needs. The scenario itself is sound.
 */
export function checkPieces(scenario: Scenario, pieces: Pieces): Problem[] {
  const { rows, sql, changes } = pieces;
  const alone = [...rows, ...sql, ...changes].flatMap((piece) => checkPiece(scenario, piece));
  return [...alone, ...checkTogether(scenario, pieces, alone.length === 0)];
}

/**
 * What must hold between the pieces: none is missing, keys join on every good day, unit tests have names of their own.
 *
 * @param sound whether each of them passed `checkPiece`; rows that did not cannot be put together
 */
export function checkTogether(scenario: Scenario, pieces: Pieces, sound = true): Problem[] {
  return [
    ...checkRowsTogether(scenario, pieces.rows, sound),
    ...checkLogicTogether(scenario, pieces),
    ...checkUnitTestsShown(scenario, pieces),
  ];
}

function checkUnitTestsShown(scenario: Scenario, { sql }: Pieces): Problem[] {
  const names = new Set(sql.flatMap(({ unit_tests }) => unit_tests.map(({ name }) => name)));
  return evidenceOf(scenario).flatMap(({ path, shown }) =>
    shown.kind === 'unit_test' && !names.has(shown.name)
      ? [{ path, message: `There is no unit test ${shown.name} to show.` }]
      : [],
  );
}
