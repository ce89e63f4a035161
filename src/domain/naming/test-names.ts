import type { ColumnTest } from '../scenario/column.ts';
import type { ReferenceSeed } from '../scenario/reference-seed.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Source } from '../scenario/source.ts';
import { keyColumns } from '../scenario/source-key.ts';
import { fitName, maximumNameLength } from './fit-name.ts';
import { sourceId, stagingName } from './names.ts';

/** What a test checks, as the project's YAML states it. */
export type TestCheck =
  | ColumnTest['check']
  | { readonly kind: 'unique_combination'; readonly columns: readonly string[] }
  | { readonly kind: 'relationships'; readonly to: string; readonly field: string }
  | { readonly kind: 'singular' };

/** One data test of the project under the name that dbt shows. */
export interface NamedTest {
  readonly name: string;
  /** A model's or reference seed's name, or a source's id (`shop.orders`); of a singular test its first input. */
  readonly on: string;
  readonly layer: 'reference' | 'source' | 'staging' | 'intermediate' | 'mart' | 'singular';
  readonly column: string | null;
  readonly check: TestCheck;
  readonly description?: string;
  /** Source ids and model names that the test reads: what hangs on all of them is skipped when it fails. */
  readonly parents: readonly string[];
}

/**
 * Every data test of the project, in the order in which the YAML lists them. Names that the scenario gives stand; the
 * others follow from what is tested:
 *
 * | test | on | name |
 * | --- | --- | --- |
 * | primary key unique | source | `each_{entity}_is_delivered_once` |
 * | primary key and load time unique, where versions are delivered | source | `each_{entity}_version_is_delivered_once` |
 * | primary key not null | source | `every_{entity}_arrives_with_its_{key}` |
 * | primary key unique, where versions are delivered | staging | `each_{entity}_is_kept_once` |
 * | reference not null, unless nullable | staging | `every_{entity}_names_its_{parent}` |
 * | reference found | staging | `every_{entity}_has_a_{parent}` |
 * | accepted values | staging | `{table}_{column}_is_known` |
 * | grain | intermediate, mart, reference seed | `{model}_has_one_row_per_{columns}`, `{model}_keeps_its_grain` where that is too long |
 * | grain column not null | mart, reference seed | `{mart}_{column}_is_never_empty` |
 *
 * A composite key is unique as a whole, and each of its columns is never empty. A second reference to the same parent
 * adds `_by_{column}`; an entity or table that two sources share is preceded by its system.
 */
export function testNames(scenario: Scenario): NamedTest[] {
  const named = [
    ...scenario.sources.flatMap((source) => sourceTests(scenario, source)),
    ...scenario.sources.flatMap((source) => stagingTests(scenario, source)),
    ...scenario.intermediate.map((model) => grainTest(model, 'intermediate')),
    ...scenario.marts.flatMap((mart) => grainedTests(mart, 'mart')),
    ...(scenario.reference_seeds ?? []).flatMap((seed) => grainedTests(seed, 'reference')),
    ...scenario.singular_tests.map(
      ({ name, description, inputs }): Draft => ({
        name,
        given: true,
        on: inputs[0] ?? '',
        layer: 'singular',
        column: null,
        check: { kind: 'singular' },
        description,
        parents: inputs,
      }),
    ),
  ];
  return distinct(named);
}

interface Draft extends NamedTest {
  /** The scenario gives the name, so it stands as it is. */
  readonly given?: true;
}

function sourceTests(scenario: Scenario, source: Source): Draft[] {
  const keys = keyColumns(source);
  const [key, ...more] = keys;
  if (!key) return [];
  const columns = keys.map(({ name }) => name);
  const entity = entityOf(scenario, source);
  const on = sourceId(source);
  const place = { on, layer: 'source', parents: [on] } as const;
  const version: Draft = {
    ...place,
    name: `each_${entity}_version_is_delivered_once`,
    column: null,
    check: { kind: 'unique_combination', columns: [...columns, source.loaded_at] },
  };
  const once = { ...place, name: `each_${entity}_is_delivered_once` };
  const unique: Draft =
    more.length > 0
      ? { ...once, column: null, check: { kind: 'unique_combination', columns } }
      : { ...once, column: key.name, check: { kind: 'unique' } };
  const present = keys.map(
    ({ name, staged_as }): Draft => ({
      ...place,
      name: `every_${entity}_arrives_with_its_${staged_as ?? name}`,
      column: name,
      check: { kind: 'not_null' },
    }),
  );
  return [source.delivers_versions ? version : unique, ...present];
}

function stagingTests(scenario: Scenario, source: Source): Draft[] {
  const on = stagingName(source.system, source.table);
  const entity = entityOf(scenario, source);
  const place = { on, layer: 'staging', parents: [on] } as const;
  const kept = `each_${entity}_is_kept_once`;
  const columns = keyColumns(source).map(({ name, staged_as }) => staged_as ?? name);
  const together: Draft[] =
    source.delivers_versions && columns.length > 1
      ? [{ ...place, name: kept, column: null, check: { kind: 'unique_combination', columns } }]
      : [];
  const ofColumns = source.columns.flatMap((column): Draft[] => {
    const name = column.staged_as ?? column.name;
    const tests: Draft[] = [];
    if (column.primary_key && source.delivers_versions && columns.length === 1) {
      tests.push({ ...place, name: kept, column: name, check: { kind: 'unique' } });
    }
    const parent = scenario.sources.find((one) => sourceId(one) === column.references?.source);
    if (parent && column.references) {
      const { column: field } = column.references;
      const sameParent = source.columns.filter(({ references }) => references?.source === column.references?.source);
      const by = sameParent.length > 1 ? `_by_${name}` : '';
      const parentEntity = entityOf(scenario, parent);
      const to = stagingName(parent.system, parent.table);
      if (!column.nullable && !column.primary_key) {
        tests.push({
          ...place,
          name: `every_${entity}_names_its_${parentEntity}${by}`,
          column: name,
          check: { kind: 'not_null' },
        });
      }
      tests.push({
        ...place,
        name: `every_${entity}_has_${/^[aeiou]/.test(parentEntity) ? 'an' : 'a'}_${parentEntity}${by}`,
        column: name,
        check: { kind: 'relationships', to, field: stagedName(parent, field) },
        parents: on === to ? [on] : [on, to],
      });
    }
    if (column.accepted_values) {
      const known = knownName(scenario, source, name);
      const check = { kind: 'accepted_values', values: column.accepted_values } as const;
      tests.push({ ...place, name: known, column: name, check });
    }
    return [...tests, ...givenTests(column.tests, place, name, (other) => stagedName(source, other))];
  });
  return [...together, ...ofColumns];
}

/** The tests of a table whose grain is stated: a mart's or a reference seed's. */
function grainedTests(table: Scenario['marts'][number] | ReferenceSeed, layer: 'mart' | 'reference'): Draft[] {
  const place = { on: table.name, layer, parents: [table.name] };
  return [
    grainTest(table, layer),
    ...table.columns.flatMap((column): Draft[] => [
      ...(table.grain.includes(column.name)
        ? [
            {
              ...place,
              name: `${table.name}_${column.name}_is_never_empty`,
              column: column.name,
              check: { kind: 'not_null' },
            } as const,
          ]
        : []),
      ...givenTests(column.tests, place, column.name, (other) => other),
    ]),
  ];
}

function grainTest(
  { name, grain }: { readonly name: string; readonly grain: readonly string[] },
  layer: 'intermediate' | 'mart' | 'reference',
): Draft {
  const [only] = grain;
  const full = `${name}_has_one_row_per_${grain.join('_and_')}`;
  return {
    name: full.length <= maximumNameLength ? full : `${name}_keeps_its_grain`,
    on: name,
    layer,
    column: grain.length === 1 && only !== undefined ? only : null,
    check: grain.length === 1 ? { kind: 'unique' } : { kind: 'unique_combination', columns: grain },
    parents: [name],
  };
}

function givenTests(
  tests: readonly ColumnTest[],
  place: Pick<NamedTest, 'on' | 'layer' | 'parents'>,
  column: string,
  staged: (name: string) => string,
): Draft[] {
  return tests.map(({ name, description, check }) => ({
    ...place,
    name,
    given: true,
    column,
    check: check.kind === 'not_before' ? { ...check, column: staged(check.column) } : check,
    ...(description === undefined ? {} : { description }),
  }));
}

/** A source column's name in staging. */
export function stagedName(source: Source, column: string): string {
  return source.columns.find(({ name }) => name === column)?.staged_as ?? column;
}

function entityOf(scenario: Scenario, source: Source): string {
  const shared = scenario.sources.some((other) => other !== source && other.entity === source.entity);
  return shared ? `${source.system}_${source.entity}` : source.entity;
}

/** Preceded by the system where another one delivers a table of the same name, and the whole still fits. */
function knownName({ sources }: Scenario, source: Source, column: string): string {
  const plain = `${source.table}_${column}_is_known`;
  const shared = sources.some((other) => other !== source && other.table === source.table);
  const full = [`${source.system}_${plain}`, `${source.system}_${column}_is_known`];
  return (shared ? full.find(({ length }) => length <= maximumNameLength) : undefined) ?? plain;
}

function distinct(drafts: readonly Draft[]): NamedTest[] {
  const used = new Set(drafts.flatMap(({ name, given }) => (given ? [name] : [])));
  return drafts.map(({ given, ...test }) => {
    if (given) return test;
    let name = fitName(test.name);
    const where = `${test.on.replace('.', '_')}${test.column ? `_${test.column}` : ''}`;
    for (let take = 1; used.has(name); take += 1)
      name = fitName(`${test.name}_in_${where}${take > 1 ? `_${take}` : ''}`);
    used.add(name);
    return { ...test, name };
  });
}
