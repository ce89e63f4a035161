import type { MetricAnswer } from './report.ts';

/** Rows of an answer that a table or a drawing shows, and which of them all these are where it shows fewer. */
export interface ShownRows {
  readonly rows: readonly (readonly string[])[];
  /** Such as `the newest 14 of 730` or `the first 50 of more than 5,000`. */
  readonly part: string | undefined;
}

/** At most so many rows: the newest where time comes first, else the first ones. Of a cut answer the newest are not there. */
export function shownRows({ columns, rows, cut = false }: MetricAnswer, most: number): ShownRows {
  if (rows.length <= most && !cut) return { rows, part: undefined };
  const count = Math.min(most, rows.length).toLocaleString('en');
  const all = rows.length.toLocaleString('en');
  if (cut) return { rows: rows.slice(0, most), part: `the first ${count} of more than ${all}` };
  return columns[0]?.startsWith('metric_time__')
    ? { rows: rows.slice(-most), part: `the newest ${count} of ${all}` }
    : { rows: rows.slice(0, most), part: `the first ${count} of ${all}` };
}
