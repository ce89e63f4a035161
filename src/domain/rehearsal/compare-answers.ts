import type { Comparison } from './promise.ts';
import type { MetricAnswer } from './report.ts';
import { saidCell } from './said-value.ts';

/** One cell of an answer that differs: in which row and column, and its value then and now; empty where there is none. */
interface Difference {
  readonly row: readonly string[];
  readonly column: number;
  readonly before: string;
  readonly after: string;
}

/**
 * A green change's promise that a saved query answers otherwise after the merge. A number that was there has to be there
 * still: one that became empty is not another answer but none.
 */
export function compareAnswers(query: string, before: MetricAnswer | undefined, after: MetricAnswer): Comparison {
  const promised = `${query} answers otherwise, and no number becomes empty`;
  if (!before) return { passed: false, promised, seen: 'no answer to compare with' };
  const found = differences(before, after);
  const emptied = found.filter((difference) => difference.after === '');
  const [shown] = emptied.length > 0 ? emptied : found;
  if (!shown) return { passed: false, promised, seen: 'the same answer' };
  const further = (emptied.length || found.length) - 1;
  return {
    passed: emptied.length === 0,
    promised,
    seen: `${inWords(shown, before)}${further > 0 ? `, and ${further} more` : ''}`,
  };
}

function differences(before: MetricAnswer, after: MetricAnswer): Difference[] {
  const groups = before.columns.length - before.metrics.length;
  const rows = new Map(after.rows.map((row) => [keyOf(row, after.columns.length - after.metrics.length), row]));
  return before.rows.flatMap((row) => {
    const now = rows.get(keyOf(row, groups)) ?? [];
    // A row that was cut off has not become empty.
    if (after.cut && now.length === 0) return [];
    return before.columns.slice(groups).flatMap((_, index): Difference[] => {
      const [was = '', is = ''] = [row[groups + index], now[groups + index]];
      return same(was, is) ? [] : [{ row, column: groups + index, before: was, after: is }];
    });
  });
}

function inWords({ row, column, before, after }: Difference, answer: MetricAnswer): string {
  const said = [before, after].map((value) => saidCell(answer, column, value));
  // What differs in digits that are not said is told to the last one.
  const [was, is] = said[0] === said[1] ? [before, after] : said;
  const groups = row.slice(0, answer.columns.length - answer.metrics.length);
  const where = groups.map((value, index) => saidCell(answer, index, value)).join(', ');
  return `${answer.columns[column]} of ${where}: ${was || 'empty'} → ${is || 'empty'}`;
}

function keyOf(row: readonly string[], groups: number): string {
  return JSON.stringify(row.slice(0, groups));
}

/** The same text, or the same number written otherwise. */
function same(one: string, other: string): boolean {
  return one === other || (one !== '' && other !== '' && Number(one) === Number(other));
}
