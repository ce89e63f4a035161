import { seedName, stagingName } from '../../domain/naming/names.ts';
import type { Scenario } from '../../domain/scenario/scenario.ts';

/** A table or view of a demo: its name in dbt and its schema. */
export interface Relation {
  readonly name: string;
  readonly schema: string;
}

/** Every relation that production's schema and the raw schema hold, sources first. */
export function relationsOf(scenario: Scenario, productionSchema: string): Relation[] {
  const raw = scenario.sources.map(({ system, table }) => ({
    name: seedName(system, table),
    schema: `${productionSchema}_raw`,
  }));
  const staging = scenario.sources.map(({ system, table }) => stagingName(system, table));
  const models = [...scenario.intermediate, ...scenario.marts].map(({ name }) => name);
  return [...raw, ...[...staging, ...models].map((name) => ({ name, schema: productionSchema }))];
}

/** One row a relation with its number of rows. */
export function countRowsSql(relations: readonly Relation[]): string {
  return relations
    .map(({ name, schema }) => `select '${name}' as relation, count(*) as rows from "${schema}"."${name}"`)
    .join('\nunion all\n');
}

/** One row a table with how many rows stand in only one of two databases, attached as `left_side` and `right_side`. */
export function differenceSql(tables: readonly Relation[]): string {
  return tables
    .map(({ name, schema }) => {
      const left = `left_side."${schema}"."${name}"`;
      const right = `right_side."${schema}"."${name}"`;
      const differing = `((select * from ${left} except all select * from ${right}) union all (select * from ${right} except all select * from ${left}))`;
      return `select '${name}' as relation, (select count(*) from ${differing}) as differing, (select count(*) from ${left}) as rows`;
    })
    .join('\nunion all\n');
}
