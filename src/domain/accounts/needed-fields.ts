import type { Warehouse } from '../brief/brief.ts';
import { type FieldName, fieldOf } from './fields.ts';

/** A need that any one of these sets of fields meets; the first is the one to recommend. */
export type Need = readonly (readonly FieldName[])[];

const one = (name: FieldName): Need => [[name]];

/** How GitHub is called: as a person, or as a GitHub App of the team's own. */
export const gitHubLogin: Need = [['github_token'], ['github_app_id', 'github_app_private_key']];
/** A key before a password. */
export const snowflakeLogin: Need = [['snowflake_private_key'], ['snowflake_password']];
/** Every need that more than one set of fields meets. */
export const alternatives: readonly Need[] = [gitHubLogin, snowflakeLogin];

/** How a warehouse is reached: what a connection says, and what each environment logs in with. */
interface WarehouseNeeds {
  readonly connection: readonly Need[];
  readonly login: readonly Need[];
  readonly optional: readonly FieldName[];
}

const warehouseNeeds: Readonly<Record<Exclude<Warehouse, 'duckdb'>, WarehouseNeeds>> = {
  snowflake: {
    connection: [one('snowflake_account'), one('snowflake_database'), one('snowflake_warehouse')],
    login: [one('snowflake_user'), snowflakeLogin],
    optional: ['snowflake_role', 'snowflake_private_key_passphrase'],
  },
  // The service account is part of the connection there, and nothing else logs in.
  bigquery: { connection: [one('bigquery_project'), one('bigquery_service_account')], login: [], optional: [] },
  databricks: {
    connection: [one('databricks_host'), one('databricks_http_path')],
    login: [one('databricks_token')],
    optional: ['databricks_catalog'],
  },
  redshift: {
    connection: [one('redshift_host'), one('redshift_database')],
    login: [one('redshift_user'), one('redshift_password')],
    optional: ['redshift_port'],
  },
};

const accounts: readonly Need[] = [
  gitHubLogin,
  one('github_owner'),
  one('dbt_cloud_host'),
  one('dbt_cloud_account_id'),
  one('dbt_cloud_token'),
  one('github_app_installation_id'),
];

/** What a dbt Cloud demo on a warehouse needs; a connection that exists already says where the warehouse is. */
export function neededFields(warehouse: Warehouse, hasConnection: boolean): readonly Need[] {
  if (warehouse === 'duckdb') return accounts;
  const { connection, login } = warehouseNeeds[warehouse];
  return [...accounts, ...(hasConnection ? [] : connection), ...login];
}

/** Every field that a form for this warehouse shows, in order. */
export function offeredFields(warehouse: Warehouse): readonly FieldName[] {
  const all: readonly FieldName[] = neededFields(warehouse, false).flatMap((need) => need.flat());
  const optional = warehouse === 'duckdb' ? [] : warehouseNeeds[warehouse].optional;
  const ofAccounts: readonly FieldName[] = accounts.flat(2);
  return [...ofAccounts, 'dbt_cloud_connection_id', ...all.slice(ofAccounts.length), ...optional];
}

/** The needs that no given field meets. */
export function unmetNeeds(warehouse: Warehouse, given: ReadonlySet<FieldName>): readonly Need[] {
  return neededFields(warehouse, given.has('dbt_cloud_connection_id')).filter(
    (need) => !need.some((fields) => fields.every((field) => given.has(field))),
  );
}

/** A need as a sentence's end, such as `Private key or Password`. */
export function needInWords(need: Need): string {
  return need.map((fields) => fields.map((field) => fieldOf(field).title).join(' and ')).join(' or ');
}

/** The needs that no given field meets, each in words. */
export function missingFields(warehouse: Warehouse, given: ReadonlySet<FieldName>): readonly string[] {
  return unmetNeeds(warehouse, given).map(needInWords);
}
