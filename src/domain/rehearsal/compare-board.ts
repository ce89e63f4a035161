import { type KeptBoard, readBoard } from './board.ts';
import type { Comparison } from './promise.ts';

/** Whether every newest row of a board's mart carries what is drawn, each KPI once. */
export function compareBoard(mart: string, kept: KeptBoard | undefined): Comparison {
  const promised = `each newest row of ${mart} carries a KPI as JSON`;
  if (!kept || kept.payloads.length === 0) return { passed: false, promised, seen: `no rows in ${mart}` };
  const { kpis, unreadable } = readBoard(kept);
  const [first] = unreadable;
  if (first) {
    const share = `${unreadable.length} of ${kept.payloads.length} rows of ${kept.asOf}`;
    return { passed: false, promised, seen: `${share} cannot be drawn: ${first.why}` };
  }
  const twice = kpis.find(({ code }, index) => kpis.findIndex((other) => other.code === code) < index);
  if (twice) return { passed: false, promised, seen: `two rows of ${kept.asOf} carry ${twice.code}` };
  return { passed: true, promised, seen: `${kpis.length} KPIs of ${kept.asOf}` };
}
