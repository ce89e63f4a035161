import type { NamedTest } from '../../naming/test-names.ts';
import { plainText } from '../plain-text.ts';
import { testDescription } from './test-description.ts';

type Properties = Readonly<Record<string, unknown>>;

/** The generic tests that stand on a model or source itself, as YAML lists them. */
export function tableTests(tests: readonly NamedTest[], on: string): Properties {
  return listed(tests.filter((test) => test.on === on && test.column === null && test.check.kind !== 'singular'));
}

/** The generic tests of one column. */
export function columnTests(tests: readonly NamedTest[], on: string, column: string): Properties {
  return listed(tests.filter((test) => test.on === on && test.column === column));
}

function listed(tests: readonly NamedTest[]): Properties {
  return tests.length === 0 ? {} : { data_tests: tests.map(genericTest) };
}

function genericTest(test: NamedTest): Properties {
  const { name, check } = test;
  const given = testArguments(check);
  const description = testDescription(test);
  return {
    [check.kind]: {
      name,
      ...(description ? { description: plainText(description) } : {}),
      ...(given ? { arguments: given } : {}),
    },
  };
}

function testArguments(check: NamedTest['check']): Properties | undefined {
  switch (check.kind) {
    case 'accepted_values':
      return { values: check.values.map(plainText) };
    case 'at_least':
      return { minimum: check.minimum };
    case 'at_most':
      return { maximum: check.maximum };
    case 'not_before':
      return { earlier_column: check.column };
    case 'unique_combination':
      return { columns: check.columns };
    case 'relationships':
      return { to: `ref('${check.to}')`, field: check.field };
    case 'not_null':
    case 'unique':
    case 'singular':
      return undefined;
  }
}
