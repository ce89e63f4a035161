import type { FieldName } from '../../../src/domain/accounts/fields.ts';

const key = '-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n';

/** A value of the form that accounts give out, for every field; none leads anywhere. */
export const usableValues: Record<FieldName, string> = {
  github_token: 'ghp_0123456789abcdef',
  github_app_id: '4712',
  github_app_private_key: key,
  github_owner: 'acme-demos',
  dbt_cloud_host: 'ab123.us1.dbt.com',
  dbt_cloud_account_id: '70403103922',
  dbt_cloud_token: 'dbtu_0123456789',
  github_app_installation_id: '4711',
  dbt_cloud_connection_id: '12',
  snowflake_account: 'acme-eu1',
  snowflake_database: 'DEMO_DB',
  snowflake_warehouse: 'DEMO_WH',
  snowflake_role: 'DEMO_ROLE',
  snowflake_user: 'demo@acme.example',
  snowflake_private_key: key,
  snowflake_private_key_passphrase: 'a phrase',
  snowflake_password: 'pass word',
  bigquery_project: 'acme-demos-1',
  bigquery_service_account: '{"type": "service_account"}',
  databricks_host: 'dbc-1234.cloud.databricks.com',
  databricks_http_path: '/sql/1.0/warehouses/abc123',
  databricks_catalog: 'demo',
  databricks_token: 'dapi0123456789',
  redshift_host: 'demo.abc.eu-central-1.redshift.amazonaws.com',
  redshift_port: '5439',
  redshift_database: 'demo',
  redshift_user: 'demo',
  redshift_password: 'pass word',
};
