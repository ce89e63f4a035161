import { describe, expect, test } from 'vitest';
import { sayRows, toAnswerRows } from '../../../src/domain/rehearsal/answer-rows.ts';
import { compareRows } from '../../../src/domain/rehearsal/compare-rows.ts';
import type { Cell } from '../../../src/domain/scenario/cell.ts';

const rows = (...all: Cell[][]) => toAnswerRows(['branch', 'loans'], all);

describe('two answers', () => {
  test('are one in whatever order, to four decimals, and however numbers and days are written', () => {
    const demo = rows(['north', '0.33335'], ['south', 1e12 + 0.1], ['2026-01-01 00:00:00', '']);
    const raw = rows(['2026-01-01', null], ['south', 1e12 + 0.2], ['north', 0.333349999]);
    expect(compareRows(demo, raw)).toMatchObject({
      passed: true,
      seen: '3 rows, the same: north · 0.3334; south · 1,000,000,000,000.10; 2026-01-01 · –',
    });
  });

  test('that differ in a number, a row or how often a row is there are told by the first rows of each', () => {
    expect(compareRows(rows(['north', 5]), rows(['north', 6]))).toMatchObject({
      passed: false,
      seen: 'only in the demo: (north · 5); only in the raw tables: (north · 6)',
    });
    expect(compareRows(rows(['a', 1], ['a', 1]), rows(['a', 1])).passed).toBe(false);
    expect(compareRows(rows(['a', 1.0001]), rows(['a', 1.0003])).passed).toBe(false);
    const many = rows(...['a', 'b', 'c', 'd', 'e'].map((name): Cell[] => [name, 1]));
    expect(compareRows(many, rows()).seen).toBe('only in the demo: (a · 1), (b · 1), (c · 1) and 2 more');
  });

  test('of other columns, or of no rows at all, are none', () => {
    expect(compareRows(rows(['a', 1]), toAnswerRows(['n'], [[1]]))).toMatchObject({
      passed: false,
      seen: 'the demo gives 2 columns (branch, loans), the raw tables 1 column (n)',
    });
    expect(compareRows(rows(), rows())).toMatchObject({ passed: false, seen: 'no rows' });
  });
});

test('an answer is said by its first rows; codes keep their zeros, years stay years, large numbers are parted', () => {
  const answer = rows(['007', 2026], ['b', '1234567.891'], ['c', '0.12345'], ['d', '4758.9633']);
  expect(sayRows(answer, 2)).toBe('007 · 2026; b · 1,234,567.89; and 2 more rows');
  // The last row is said rather than counted.
  expect(sayRows(answer, 3)).toBe('007 · 2026; b · 1,234,567.89; c · 0.1235; d · 4,758.96');
});
