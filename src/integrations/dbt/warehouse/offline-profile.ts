import { stringify } from 'yaml';
import type { ProvenWarehouse } from '../../../domain/rehearsal/warehouse-proof.ts';

/** Credentials that lead nowhere; nothing is connected with them. */
const outputs: Readonly<Record<ProvenWarehouse, Readonly<Record<string, unknown>>>> = {
  snowflake: { account: 'offline', user: 'offline', password: 'offline', database: 'DEMO', warehouse: 'DEMO' },
  redshift: { host: 'offline.invalid', port: 5439, user: 'offline', password: 'offline', dbname: 'demo' },
  // A token is taken as it is; every other way to log in looks for one on the network.
  bigquery: { method: 'oauth-secrets', token: 'offline', project: 'demo' },
  databricks: { host: 'offline.invalid', http_path: '/sql/1.0/warehouses/offline', token: 'offline', catalog: 'demo' },
};

const threads = 4;

/** A profiles.yml for a warehouse that is not there. */
export function offlineProfile(profile: string, warehouse: ProvenWarehouse): string {
  const output = { type: warehouse, ...outputs[warehouse], schema: 'analytics', threads };
  return stringify({ [profile]: { target: 'production', outputs: { production: output } } });
}
