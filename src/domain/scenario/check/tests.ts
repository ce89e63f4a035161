import { type NamedTest, testNames } from '../../naming/test-names.ts';
import { checkQuery } from '../../project/check/sql.ts';
import type { ColumnType } from '../column.ts';
import { columnsOf } from '../graph.ts';
import type { Scenario } from '../scenario.ts';
import type { Problem } from './problem.ts';

const numbers: readonly ColumnType[] = ['integer', 'amount', 'ratio'];

/** Tests check what their column can hold, their values survive being written into SQL, and queries read their inputs. */
export function checkTests(scenario: Scenario): Problem[] {
  return [
    ...testNames(scenario).flatMap((test) => checkTest(test, scenario)),
    ...queries('singular_tests', scenario.singular_tests, scenario),
    ...queries('analyses', scenario.analyses ?? [], scenario),
  ];
}

/** The SQL of tests and analyses, which read their inputs and call what pieces may call. */
function queries(
  key: 'singular_tests' | 'analyses',
  list: readonly { readonly sql: string; readonly inputs: readonly string[] }[],
  { macros = [] }: Scenario,
): Problem[] {
  return list.flatMap(({ sql, inputs }, index) =>
    checkQuery(sql, inputs, { macros }).map((message) => ({ path: `${key}[${index}].sql`, message })),
  );
}

function checkTest({ name, on, column, check, layer }: NamedTest, scenario: Scenario): Problem[] {
  if (layer === 'source' || layer === 'singular' || column === null) return [];
  const columns = columnsOf(scenario, on);
  const type = columns.find((candidate) => candidate.name === column)?.type;
  const problem = (message: string): Problem[] => [
    { path: placeOf(on, scenario), message: `The test ${name} ${message}` },
  ];
  switch (check.kind) {
    case 'at_least':
    case 'at_most':
      return type && numbers.includes(type) ? [] : problem(`compares ${column} with a number, but it is ${type}.`);
    case 'not_before': {
      const other = columns.find((candidate) => candidate.name === check.column)?.type;
      const comparable = type === other && (type === 'date' || type === 'timestamp');
      return comparable
        ? []
        : problem(`compares ${column} with ${check.column}: both must be dates or both timestamps.`);
    }
    case 'accepted_values': {
      if (type !== 'string') return problem(`lists values of ${column}, but it is ${type} and not text.`);
      const unsafe = check.values.find((value) => !isPlainValue(value));
      return unsafe === undefined
        ? []
        : problem(`accepts ${JSON.stringify(unsafe)}: leave out quotes, backslashes and braces.`);
    }
    default:
      return [];
  }
}

/** Whether a value can be written into SQL and YAML on every warehouse without being escaped. */
export function isPlainValue(value: string): boolean {
  return value.length > 0 && !/['"\\{}\p{C}]/u.test(value);
}

function placeOf(model: string, { intermediate, marts, sources, reference_seeds: seeds = [] }: Scenario): string {
  const seed = seeds.findIndex(({ name }) => name === model);
  if (seed >= 0) return `reference_seeds[${seed}]`;
  const mart = marts.findIndex(({ name }) => name === model);
  if (mart >= 0) return `marts[${mart}]`;
  const view = intermediate.findIndex(({ name }) => name === model);
  if (view >= 0) return `intermediate[${view}]`;
  return `sources[${sources.findIndex(({ system, table }) => `stg_${system}__${table}` === model)}]`;
}
