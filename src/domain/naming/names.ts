import { companyStem } from './company.ts';

/** How a source is named everywhere: `system.table`. */
export function sourceId({ system, table }: { readonly system: string; readonly table: string }): string {
  return `${system}.${table}`;
}

/** The dbt project's name, which is also its profile's. */
export function projectName(stem: string): string {
  return `${stem}_demo`;
}

/** The production schema; every other schema of a demo starts with it, so that teardown finds all that was made. */
export function schemaName(stem: string, shortId: string): string {
  const id = shortId
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .slice(0, 12);
  return `${stem}_${id}`;
}

/** A schema beside an environment's own one, as dbt names it: `{schema}_{own}`; without `own`, the environment's. */
export function schemaBeside(schema: string, own: string | undefined): string {
  return own === undefined ? schema : `${schema}_${own}`;
}

/** The repository's proposed name; `at` is the moment as `YYYYMMDDHHmm`. */
export function repositoryName(company: string, at: string): string {
  return `${companyStem(company).replaceAll('_', '-')}-dbt-demo-${at}`;
}

/** The staging model of a source. */
export function stagingName(system: string, table: string): string {
  return `stg_${system}__${table}`;
}

/** The seed that stands for the raw table of a source. */
export function seedName(system: string, table: string): string {
  return `raw_${system}__${table}`;
}
