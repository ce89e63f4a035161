import type { MetricAnswer } from './report.ts';
import { isNumber, saidCell } from './said-value.ts';

/**
 * One number of an answer, with the group that it belongs to, such as `4,200 EUR (web)`. `undefined` where the answer
 * may have been cut, since what is missing could be newer, higher or lower, and where no one row is the newest.
 */
export function sayAnswer(
  answer: MetricAnswer,
  which: 'latest' | 'highest' | 'lowest',
  metric: string,
): string | undefined {
  if (answer.cut !== false) return undefined;
  const at = answer.columns.indexOf(metric);
  const rows = which === 'latest' ? newest(answer, at) : extreme(answer, at, which);
  const [row] = rows;
  if (!row || (which === 'latest' && rows.length > 1)) return undefined;
  const value = saidCell(answer, at, row[at] ?? '');
  // Naming one of several that are alike would put it before the others.
  if (rows.length > 1) return `${value} (one of ${rows.length})`;
  const groups = answer.columns.flatMap((column, index) =>
    answer.metrics.some((one) => one.column === column) ? [] : [saidCell(answer, index, row[index] ?? '')],
  );
  const where = groups.filter(Boolean).join(', ');
  return where === '' ? value : `${value} (${where})`;
}

/** All rows of the newest time that has a number, whatever the order of the rows. */
function newest({ columns, rows }: MetricAnswer, at: number): string[][] {
  const times = columns.flatMap((column, index) => (column.startsWith('metric_time__') ? [index] : []));
  const [time] = times;
  if (time === undefined) return [];
  // Written year first, times sort as texts do.
  const timeOf = (row: readonly string[]) => times.map((index) => row[index] ?? '').join(' ');
  const counted = rows.filter((row) => isNumber(row[at]) && row[time] !== '');
  const last = counted.map(timeOf).toSorted().at(-1);
  return rows.filter((row) => timeOf(row) === last);
}

/** All rows whose number reads like the highest or the lowest. */
function extreme(answer: MetricAnswer, at: number, which: 'highest' | 'lowest'): string[][] {
  const rows = answer.rows.filter((row) => isNumber(row[at]));
  const ordered = rows.toSorted((one, other) => Number(one[at]) - Number(other[at]));
  const row = which === 'highest' ? ordered.at(-1) : ordered[0];
  const said = row && saidCell(answer, at, row[at] ?? '');
  return rows.filter((other) => saidCell(answer, at, other[at] ?? '') === said);
}
