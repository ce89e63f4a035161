import type { MovedRows } from './report.ts';

/** What became of a mart's rows: `fct_orders 10 → 11, changed 2`. */
export function movedInWords({ relation, before, after, changed }: MovedRows): string {
  return `${relation} ${before} → ${after}, changed ${changed}`;
}
