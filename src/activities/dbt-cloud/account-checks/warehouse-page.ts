import type { FieldName } from '../../../domain/accounts/fields.ts';
import type { Warehouse } from '../../../domain/brief/brief.ts';

/** Where a person finds or makes what a warehouse's fields ask for, as near as what is given leads. */
export function warehousePage(
  warehouse: Exclude<Warehouse, 'duckdb'>,
  value: (name: FieldName) => string | undefined,
): string {
  switch (warehouse) {
    case 'snowflake':
      return 'https://app.snowflake.com/';
    case 'bigquery': {
      const project = value('bigquery_project');
      const of = project === undefined ? '' : `?project=${encodeURIComponent(project)}`;
      return `https://console.cloud.google.com/iam-admin/serviceaccounts${of}`;
    }
    case 'databricks': {
      const host = value('databricks_host');
      return host === undefined ? 'https://accounts.cloud.databricks.com/' : `https://${host}/sql/warehouses`;
    }
    case 'redshift':
      return 'https://console.aws.amazon.com/redshiftv2/home';
  }
}
