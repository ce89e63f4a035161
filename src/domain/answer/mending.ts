import type { Cell, Row } from '../scenario/cell.ts';
import type { Source, SourceColumn } from '../scenario/source.ts';

/** What was mended by rule, for the person to see. */
export interface Mended {
  readonly rule: MendingRule;
  /** Such as `shop.orders.customer_id`. */
  readonly where: string;
  readonly sentence: string;
}

export const mendingRules = [
  'ten-rows',
  'own-keys',
  'joining-keys',
  'known-values',
  'typed-values',
  'no-gaps',
  'order-of-dates',
  'no-future',
  'same-day',
  'late',
  'delivered-again',
] as const;
export type MendingRule = (typeof mendingRules)[number];

/** Takes down what was mended. */
export type Note = (rule: MendingRule, column: string | undefined, sentence: string) => void;

/** What a mending rule works with. */
export interface Mending {
  readonly source: Source;
  readonly sources: readonly Source[];
  readonly lastDay: string;
  /** The rows arrive after day one. */
  readonly arrives: boolean;
  readonly written: readonly Row[];
  readonly note: Note;
}

/** Rows with each column changed in turn; short rows are filled up, long ones cut. */
export function eachColumn(
  rows: readonly Row[],
  { columns }: Source,
  change: (column: SourceColumn, values: readonly Cell[], at: number) => readonly Cell[],
): readonly Row[] {
  const mending = rows.map((row) => columns.map((_, index) => row[index] ?? null));
  for (const [at, column] of columns.entries()) {
    const values = change(
      column,
      mending.map((row) => row[at] ?? null),
      at,
    );
    for (const [index, row] of mending.entries()) row[at] = values[index] ?? null;
  }
  return mending;
}
