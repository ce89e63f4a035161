import type { AccountAccess } from '../../domain/accounts/account-access.ts';
import { chosenFields } from '../../domain/accounts/alternatives.ts';
import type { FieldName } from '../../domain/accounts/fields.ts';
import { snowflakeLogin } from '../../domain/accounts/needed-fields.ts';
import type { Warehouse } from '../../domain/brief/brief.ts';
import type { DemoWarehouse } from '../../integrations/terraform/demo-module.ts';
import { StepError } from '../step-error.ts';
import type { Accounts } from './open-accounts.ts';
import { readServiceAccount } from './service-account.ts';

/** How a demo's warehouse is reached: settings that may be written down, and secrets. */
export interface WarehouseFields {
  readonly settings: DemoWarehouse;
  readonly secret: string | undefined;
  readonly passphrase?: string | undefined;
}

export interface WarehouseWish {
  readonly warehouse: Warehouse;
  /** Whether a connection is given, which knows where the warehouse is. */
  readonly hasConnection: boolean;
  readonly semanticLayer: boolean;
  /** Says what was entered, and what are settings of the service. */
  readonly access: AccountAccess;
}

/**
 * Reads the warehouse's fields out of the accounts.
 * @throws StepError `account-field-missing`, `account-field-unusable`, `warehouse-unreachable`
 */
export function warehouseFields(accounts: Accounts, wish: WarehouseWish): WarehouseFields {
  const { warehouse, hasConnection, semanticLayer, access } = wish;
  const value = (name: FieldName) => accounts.value(name);
  /** Of what a given connection knows already. */
  const place = (name: FieldName) => (hasConnection ? value(name) : accounts.need(name));
  switch (reachable(warehouse)) {
    case 'snowflake': {
      const auth = snowflakeAuth(accounts, access);
      return {
        settings: {
          kind: 'snowflake',
          account: place('snowflake_account'),
          database: place('snowflake_database'),
          warehouse: place('snowflake_warehouse'),
          role: value('snowflake_role'),
          user: accounts.need('snowflake_user'),
          auth,
        },
        secret: accounts.need(auth === 'keypair' ? 'snowflake_private_key' : 'snowflake_password'),
        ...(auth === 'keypair' && { passphrase: value('snowflake_private_key_passphrase') }),
      };
    }
    case 'bigquery': {
      // The Semantic Layer signs in by itself, whoever made the connection.
      const isNeeded = !hasConnection || semanticLayer;
      const json = isNeeded ? accounts.need('bigquery_service_account') : value('bigquery_service_account');
      const projectId = isNeeded ? accounts.need('bigquery_project') : value('bigquery_project');
      const account = json === undefined ? undefined : readServiceAccount(json);
      return { settings: { kind: 'bigquery', projectId, serviceAccount: account?.shown }, secret: account?.privateKey };
    }
    case 'databricks': {
      return {
        settings: {
          kind: 'databricks',
          host: place('databricks_host'),
          httpPath: place('databricks_http_path'),
          catalog: value('databricks_catalog'),
        },
        secret: accounts.need('databricks_token'),
      };
    }
    case 'redshift': {
      const port = value('redshift_port');
      return {
        settings: {
          kind: 'redshift',
          host: place('redshift_host'),
          database: place('redshift_database'),
          port: port === undefined ? undefined : Number(port),
          user: accounts.need('redshift_user'),
        },
        secret: accounts.need('redshift_password'),
      };
    }
  }
}

/** @throws StepError `warehouse-unreachable` of one that dbt Cloud has no connection to */
export function reachable(warehouse: Warehouse): DemoWarehouse['kind'] {
  if (warehouse !== 'duckdb') return warehouse;
  throw new StepError('warehouse-unreachable', 'dbt Cloud does not reach DuckDB.', {
    mend: 'Start a demo with the customer’s warehouse, or let it run on this machine (target “local”).',
  });
}

function snowflakeAuth(accounts: Accounts, access: AccountAccess): 'keypair' | 'password' {
  return chosenFields(snowflakeLogin, access, accounts.has)?.[0] === 'snowflake_password' ? 'password' : 'keypair';
}
