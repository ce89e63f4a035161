import { schemaBeside, seedName, stagingName } from '../../domain/naming/names.ts';
import type { MovedRows } from '../../domain/rehearsal/report.ts';
import type { Scenario } from '../../domain/scenario/scenario.ts';
import type { DbtRunner } from '../../integrations/dbt/runner.ts';

/** A table or view of a demo: its name in dbt and its schema. */
export interface Table {
  readonly name: string;
  readonly schema: string;
}

/** Every table and view of production, its own schemas and the raw one, sources first. */
export function tablesOf(scenario: Scenario, productionSchema: string): Table[] {
  const { sources, intermediate, marts, reference_seeds: seeds = [], snapshots = [] } = scenario;
  const raw = sources.map(({ system, table }) => ({
    name: seedName(system, table),
    schema: schemaBeside(productionSchema, 'raw'),
  }));
  const built: { readonly name: string; readonly schema?: string | undefined }[] = [
    ...seeds,
    ...sources.map(({ system, table }) => ({ name: stagingName(system, table) })),
    ...intermediate.map(({ name }) => ({ name })),
    ...marts,
    ...snapshots,
  ];
  return [...raw, ...built.map(({ name, schema }) => ({ name, schema: schemaBeside(productionSchema, schema) }))];
}

/** Rows of each table that is there. */
export async function countRows(
  dbt: DbtRunner,
  database: string,
  tables: readonly Table[],
): Promise<{ relation: string; rows: number }[]> {
  const [there] = await dbt.sql({
    database,
    statements: ['select table_schema, table_name from information_schema.tables'],
  });
  const known = new Set(there?.rows.map(([schema, name]) => `${schema}.${name}`));
  const statements = tables
    .filter(({ schema, name }) => known.has(`${schema}.${name}`))
    .map(({ schema, name }) => `select '${name}', count(*) from "${schema}"."${name}"`);
  if (statements.length === 0) return [];
  const [counts] = await dbt.sql({ database, statements: [statements.join(' union all ')] });
  return (counts?.rows ?? []).map(([relation, rows]) => ({ relation: String(relation), rows: Number(rows) }));
}

/** How many rows stand in only one of two databases, for each table, counting repeated rows as often as they are there. */
export async function differingRows(
  dbt: DbtRunner,
  { left, right, tables }: { readonly left: string; readonly right: string; readonly tables: readonly Table[] },
): Promise<{ name: string; rows: number }[]> {
  if (tables.length === 0) return [];
  const statement = tables.map(({ schema, name }) => {
    const [one, other] = [`left_side."${schema}"."${name}"`, `right_side."${schema}"."${name}"`];
    const only = (a: string, b: string) => `(select count(*) from (select * from ${a} except all select * from ${b}))`;
    return `select '${name}', ${only(one, other)} + ${only(other, one)}`;
  });
  const [result] = await dbt.sql({
    attach: { left_side: left, right_side: right },
    statements: [statement.join(' union all ')],
  });
  return (result?.rows ?? []).map(([name, rows]) => ({ name: String(name), rows: Number(rows) }));
}

/** A table with the columns that name one of its rows. */
export interface GrainedTable extends Table {
  readonly grain: readonly string[];
}

/** The marts of a demo, as production builds them. */
export function martsOf(scenario: Scenario, productionSchema: string): GrainedTable[] {
  return scenario.marts.map(({ name, grain, schema }) => ({
    ...{ name, grain },
    schema: schemaBeside(productionSchema, schema),
  }));
}

/**
 * What became of each table's rows between two databases: those whose grain is new or gone, and those that are there
 * in both but differ. Tables that are not in both are left out.
 */
export async function countMoved(
  dbt: DbtRunner,
  {
    before,
    after,
    tables,
  }: { readonly before: string; readonly after: string; readonly tables: readonly GrainedTable[] },
): Promise<MovedRows[]> {
  const attach = { before_side: before, after_side: after };
  const [known] = await dbt.sql({
    attach,
    statements: ['select database_name, schema_name, table_name from duckdb_tables()'],
  });
  const there = new Set(known?.rows.map((row) => row.join('.')));
  const inBoth = tables.filter(({ schema, name }) =>
    Object.keys(attach).every((side) => there.has(`${side}.${schema}.${name}`)),
  );
  if (inBoth.length === 0) return [];
  const statement = inBoth.map(({ schema, name, grain }) => {
    const [was, is] = [`before_side."${schema}"."${name}"`, `after_side."${schema}"."${name}"`];
    const key = grain.map((column) => `"${column}"`).join(', ');
    const only = (columns: string, a: string, b: string) =>
      `(select count(*) from (select ${columns} from ${a} except all select ${columns} from ${b}))`;
    return `select '${name}', (select count(*) from ${was}), (select count(*) from ${is}), ${only(key, is, was)}, ${only(key, was, is)}, ${only('*', is, was)}`;
  });
  const [result] = await dbt.sql({ attach, statements: [statement.join(' union all ')] });
  return (result?.rows ?? []).map(([relation, ...counts]) => {
    const [rowsBefore = 0, rowsAfter = 0, added = 0, removed = 0, otherwise = 0] = counts.map(Number);
    // A new row differs from every one before it, so it is among those that are there otherwise.
    const changed = Math.max(0, otherwise - added);
    return { relation: String(relation), before: rowsBefore, after: rowsAfter, added, changed, removed };
  });
}
