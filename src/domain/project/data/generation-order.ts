import type { FullerRule, ValueRule } from '../fuller-rule.ts';
import { DataRuleError } from './data-rule-error.ts';

function sourcesRead(rule: ValueRule): string[] {
  switch (rule.kind) {
    case 'lookup':
      return [rule.source, ...(rule.joins ? [rule.joins.source] : [])];
    case 'reference':
    case 'split':
      return [rule.source];
    case 'previous':
      return sourcesRead(rule.first);
    case 'once_per':
      return sourcesRead(rule.use);
    case 'when':
      return [...sourcesRead(rule.use), ...sourcesRead(rule.otherwise)];
    default:
      return [];
  }
}

/** The columns of a rule that are totals over child rows, which exist only after the parents. */
export function totals(rule: FullerRule): [column: string, total: Extract<ValueRule, { kind: 'sum' }>][] {
  return Object.entries(rule.columns).flatMap(([column, value]) => (value.kind === 'sum' ? [[column, value]] : []));
}

function directReads(rule: FullerRule): Set<string> {
  const values = [...Object.values(rule.working ?? {}), ...Object.values(rule.columns)];
  return new Set([...(rule.per ? [rule.per.source] : []), ...values.flatMap(sourcesRead)]);
}

/**
 * Sources with parents before children. Where a parent has totals over one child, its other children come after that
 * one, so that they can read the totals.
 */
export function generationOrder(rules: ReadonlyMap<string, FullerRule>): string[] {
  const reads = new Map([...rules].map(([source, rule]) => [source, directReads(rule)]));
  const reaches = (from: string, to: string, seen = new Set<string>()): boolean =>
    from === to ||
    [...(reads.get(from) ?? [])].some((next) => !seen.has(next) && reaches(next, to, new Set(seen).add(next)));

  for (const [parent, rule] of rules) {
    for (const [, { source: child }] of totals(rule)) {
      for (const [other, read] of reads) {
        if (other !== parent && other !== child && read.has(parent) && !reaches(child, other)) read.add(child);
      }
    }
  }

  const order: string[] = [];
  const waiting = new Set(rules.keys());
  while (waiting.size > 0) {
    const next = [...waiting].find((source) => [...(reads.get(source) ?? [])].every((read) => !waiting.has(read)));
    if (next === undefined)
      throw new DataRuleError([...waiting].join(', '), 'their rules read each other in a circle.');
    order.push(next);
    waiting.delete(next);
  }
  return order;
}
