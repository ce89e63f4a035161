import type { NamedTest } from '../../naming/test-names.ts';

/** Longer lists of values are the test's own to show. */
const mostValues = 8;

/** The business rule that a test holds, in a sentence: the scenario's own words where it has some. */
export function testDescription({ description, check, column, layer }: NamedTest): string | undefined {
  if (description) return description;
  const grain = ['intermediate', 'mart', 'reference'].includes(layer);
  switch (check.kind) {
    case 'unique':
      return grain ? grainRule([column ?? '']) : `No two rows have the same ${column}.`;
    case 'unique_combination':
      return grain ? grainRule(check.columns) : `No two rows have the same ${inWords(check.columns)}.`;
    case 'not_null':
      return `Every row has its ${column}.`;
    case 'relationships':
      return `Every ${column} is found as ${check.field} in ${check.to}.`;
    case 'accepted_values':
      return check.values.length > mostValues
        ? `Nothing but a known value stands in ${column}.`
        : `${column} is one of ${check.values.join(', ')}.`;
    case 'at_least':
      return `${column} is never below ${check.minimum}.`;
    case 'at_most':
      return `${column} is never above ${check.maximum}.`;
    case 'not_before':
      return `${column} never comes before ${check.column}.`;
    case 'singular':
      return undefined;
  }
}

function grainRule(columns: readonly string[]): string {
  return `The grain: one row per ${inWords(columns)}. A join that multiplies rows fails here.`;
}

function inWords(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
