import type { FullerRule, ValueRule } from '../fuller-rule.ts';
import { DataRuleError } from './data-rule-error.ts';

/** The columns and working values of the same row that a rule reads. */
export function columnsRead(rule: ValueRule): string[] {
  switch (rule.kind) {
    case 'compose':
      return [...rule.pattern.matchAll(/\{(\w+)\}/g)].flatMap(([, name = '']) => (name in rule.lists ? [] : [name]));
    case 'day':
    case 'moment':
      return rule.not_before === undefined ? [] : [rule.not_before];
    case 'after':
      return [rule.column, rule.not_before, rule.not_after].filter((column) => column !== undefined);
    case 'copy':
    case 'month':
      return [rule.column];
    case 'similar':
    case 'latest':
    case 'multiply':
      return rule.columns;
    case 'add':
      return [...rule.columns, ...(rule.less ?? [])];
    case 'vary':
      return [rule.by];
    case 'once_per':
      return [rule.column, ...columnsRead(rule.use)];
    case 'previous':
      return columnsRead(rule.first);
    case 'when':
      return [rule.column, ...columnsRead(rule.use), ...columnsRead(rule.otherwise)];
    default:
      return [];
  }
}

/** The sources of which a rule picks a parent row, or looks at the one that was picked. */
function parentsOf(rule: ValueRule, kind: 'reference' | 'lookup'): string[] {
  switch (rule.kind) {
    case 'lookup':
      return kind === 'lookup' ? [rule.source] : rule.joins ? [rule.joins.source] : [];
    case 'reference':
      return kind === 'reference' ? [rule.source] : [];
    case 'previous':
      return parentsOf(rule.first, kind);
    case 'once_per':
      return parentsOf(rule.use, kind);
    case 'when':
      return [...parentsOf(rule.use, kind), ...parentsOf(rule.otherwise, kind)];
    default:
      return [];
  }
}

/**
 * A rule's columns and working values so that each comes after what it reads, by name where nothing decides. The keys'
 * own sequence says nothing: a stored rule has lost it.
 *
 * @throws DataRuleError when rules wait for each other
 */
export function slotOrder(source: string, { working = {}, columns }: FullerRule): string[] {
  const rules = new Map([...Object.entries(working), ...Object.entries(columns)]);
  const picks = [...rules].flatMap(([name, rule]) => parentsOf(rule, 'reference').map((parent) => ({ name, parent })));
  const waitsFor = new Map(
    [...rules].map(([name, rule]) => {
      const parents = parentsOf(rule, 'lookup');
      const pickedBy = picks.filter((pick) => pick.name !== name && parents.includes(pick.parent));
      return [name, [...columnsRead(rule), ...pickedBy.map((pick) => pick.name)]] as const;
    }),
  );
  const waiting = new Set([...rules.keys()].sort());
  const order: string[] = [];
  while (waiting.size > 0) {
    const next = [...waiting].find((name) => waitsFor.get(name)?.every((read) => !waiting.has(read)));
    if (next === undefined) {
      throw new DataRuleError(source, `the rules of ${[...waiting].join(', ')} read each other in a circle.`);
    }
    order.push(next);
    waiting.delete(next);
  }
  return order;
}
