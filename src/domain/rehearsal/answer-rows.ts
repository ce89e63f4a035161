import { z } from 'zod';
import type { Cell } from '../scenario/cell.ts';

/** Rows that answer a question, as they are shown and compared: numbers as such, days as `YYYY-MM-DD`, nothing as null. */
export const answerRows = z.strictObject({
  columns: z.array(z.string()),
  rows: z.array(z.array(z.union([z.string(), z.number(), z.boolean(), z.null()]))),
});
export type AnswerRows = z.infer<typeof answerRows>;

/** More rows are no answer that anybody reads, and are not compared. */
export const mostAnswerRows = 1_000;

const number = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i;

/** Rows of whatever gave them: DuckDB tells decimals and days as text, MetricFlow everything. */
export function toAnswerRows(columns: readonly string[], rows: readonly (readonly Cell[])[]): AnswerRows {
  return { columns: [...columns], rows: rows.map((row) => row.map(plainCell)) };
}

function plainCell(cell: Cell): Cell {
  if (typeof cell !== 'string') return cell;
  if (cell === '') return null;
  // What begins with a zero is a code, and what a number cannot hold exactly is one too.
  if (number.test(cell) && !/^-?0\d/.test(cell) && cell.length <= 20) return Number(cell);
  if (/^(true|false)$/i.test(cell)) return cell.toLowerCase() === 'true';
  return cell.replace(/^(\d{4}-\d{2}-\d{2})[ T]00:00:00(\.0+)?$/, '$1');
}

/**
 * A cell in words: a number with two decimals, a small one with at most four, parted at thousands; a whole one only from
 * ten thousand on, so that years stay years.
 */
export function sayCell(cell: Cell): string {
  if (cell === null) return '–';
  if (typeof cell === 'boolean') return cell ? 'yes' : 'no';
  if (typeof cell === 'string') return cell;
  const whole = Number.isInteger(cell);
  const digits =
    Math.abs(cell) < 10
      ? { maximumFractionDigits: 4 }
      : { minimumFractionDigits: whole ? 0 : 2, maximumFractionDigits: 2 };
  return cell.toLocaleString('en', { ...digits, useGrouping: !whole || Math.abs(cell) >= 10_000 });
}

/** A row in words, such as `north · 5`; commas stand within names and numbers. */
export function sayRow(row: readonly Cell[]): string {
  return row.map(sayCell).join(' · ');
}

/** The first rows in words, one more than `most` where it is the last, such as `north · 5; south · 4; and 3 more rows`. */
export function sayRows({ rows }: AnswerRows, most: number): string {
  if (rows.length === 0) return 'no rows';
  // Saying that there is one more takes as long as saying it.
  const shown = rows.length === most + 1 ? rows.length : most;
  const further = rows.length - shown;
  const said = rows.slice(0, shown).map(sayRow);
  return [...said, ...(further > 0 ? [`and ${further} more rows`] : [])].join('; ');
}
