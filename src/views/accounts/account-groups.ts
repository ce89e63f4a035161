import type { FieldName } from '../../domain/accounts/fields.ts';
import { offeredFields } from '../../domain/accounts/needed-fields.ts';
import type { Warehouse } from '../../domain/brief/brief.ts';

/** Fields that are shown together. */
export interface AccountGroup {
  readonly title: string;
  readonly names: readonly FieldName[];
}

export const warehouseTitles: Record<Warehouse, string> = {
  snowflake: 'Snowflake',
  bigquery: 'BigQuery',
  databricks: 'Databricks',
  redshift: 'Redshift',
  duckdb: 'DuckDB',
};

const github: ReadonlySet<FieldName> = new Set([
  'github_token',
  'github_app_id',
  'github_app_private_key',
  'github_owner',
]);
const isDbtCloud = (name: FieldName) => name.startsWith('dbt_cloud_') || name === 'github_app_installation_id';

/** The fields of a demo on a warehouse by whose account they are about; `theirs` alone is about the warehouse. */
export function accountGroups(warehouse: Warehouse): {
  readonly github: AccountGroup;
  readonly dbtCloud: AccountGroup;
  readonly theirs: AccountGroup;
} {
  const offered = offeredFields(warehouse);
  return {
    github: { title: 'GitHub', names: offered.filter((name) => github.has(name)) },
    dbtCloud: { title: 'dbt Cloud', names: offered.filter(isDbtCloud) },
    theirs: {
      title: warehouseTitles[warehouse],
      names: offered.filter((name) => !github.has(name) && !isDbtCloud(name)),
    },
  };
}
