import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { seedName, sourceId } from '../../domain/naming/names.ts';
import { proofTables } from '../../domain/naming/proof-tables.ts';
import type { RawData } from '../../domain/project/data/materialise.ts';
import { plainType } from '../../domain/project/render/column-types.ts';
import { csvOf } from '../../domain/project/render/seeds.ts';
import type { Row } from '../../domain/scenario/cell.ts';
import type { ModelColumn } from '../../domain/scenario/column.ts';
import type { Scenario } from '../../domain/scenario/scenario.ts';

/** Statements that copy the raw tables out of an attached database, under the names by which proofs read them. */
export function landedTables(
  scenario: Scenario,
  { alias, schema }: { readonly alias: string; readonly schema: string },
) {
  const names = proofTables(scenario);
  return scenario.sources.map((source) => {
    const landed = `"${alias}"."${schema}"."${seedName(source.system, source.table)}"`;
    return `create table "${names.get(sourceId(source))}" as select * from ${landed}`;
  });
}

/** Writes raw rows as files, and gives the statements that read them as the tables that proofs read. */
export async function writtenTables(scenario: Scenario, rows: RawData, folder: string): Promise<string[]> {
  const names = proofTables(scenario);
  return Promise.all(
    scenario.sources.map((source) => {
      const name = names.get(sourceId(source)) ?? '';
      return writeTable(folder, name, source.columns, rows.get(sourceId(source)) ?? []);
    }),
  );
}

/** The same for the scenario's reference seeds, whose rows are its own. */
export async function referenceTables({ reference_seeds: seeds = [] }: Scenario, folder: string): Promise<string[]> {
  return Promise.all(seeds.map(({ name, columns, rows }) => writeTable(folder, name, columns, rows)));
}

async function writeTable(
  folder: string,
  name: string,
  columns: readonly Pick<ModelColumn, 'name' | 'type'>[],
  rows: readonly Row[],
): Promise<string> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, `${name}.csv`);
  await writeFile(file, csvOf(columns, rows));
  const types = columns.map((column) => `'${column.name}': '${plainType(column.type) ?? 'varchar'}'`).join(', ');
  const path = file.replaceAll("'", "''");
  return `create table "${name}" as select * from read_csv('${path}', header = true, auto_detect = false, delim = ',', quote = '"', escape = '"', columns = {${types}})`;
}
