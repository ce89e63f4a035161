import type { ColumnTest } from '../scenario/column.ts';
import type { RuleAnswer } from './parts.ts';

/** Rules as tests; one that lacks what its check needs is left out, since it could hold nothing. */
export function columnTests(rules: readonly RuleAnswer[]): ColumnTest[] {
  return rules.flatMap((rule) => {
    const check = checkOf(rule);
    if (!check) return [];
    const { name, description } = rule;
    return [{ name, ...(description.trim() === '' ? {} : { description }), check }];
  });
}

function checkOf({ check, values, limit, column }: RuleAnswer): ColumnTest['check'] | undefined {
  switch (check) {
    case 'not_null':
    case 'unique':
      return { kind: check };
    case 'accepted_values':
      return values.length > 0 ? { kind: check, values } : undefined;
    case 'at_least':
      return { kind: check, minimum: limit };
    case 'at_most':
      return { kind: check, maximum: limit };
    case 'not_before':
      return column === '' ? undefined : { kind: check, column };
  }
}
