import { z } from 'zod';
import { type Call, found, gone, listed, missing, pageQuery, type Route, refused } from '../answer.ts';
import { isThere, type Row } from '../state.ts';

const text = z.string().min(1);
const maybe = z.string().nullish();
const count = z.number().int().nullish();

const snowflake = z.strictObject({
  account: text,
  database: text,
  warehouse: text,
  client_session_keep_alive: z.boolean().nullish(),
  role: maybe,
  allow_sso: z.boolean().nullish(),
  oauth_client_id: maybe,
  oauth_client_secret: maybe,
});
const redshift = z.strictObject({
  hostname: text,
  dbname: text,
  port: z.number().int().default(5439),
  retries: count,
});
const databricks = z.strictObject({
  host: text.regex(/databricks/, 'must be a Databricks host'),
  http_path: text.regex(/^\/?sql\//, 'must begin with /sql/ or sql/'),
  catalog: maybe,
  client_id: maybe,
  client_secret: maybe,
});
const bigqueryRest = {
  priority: maybe,
  scopes: z.array(z.string()).nullish(),
  location: maybe,
  maximum_bytes_billed: count,
  execution_project: maybe,
  impersonate_service_account: maybe,
  retries: count,
  job_retry_deadline_seconds: count,
  job_creation_timeout_seconds: count,
  application_id: maybe,
  application_secret: maybe,
  gcs_bucket: maybe,
  dataproc_region: maybe,
  dataproc_cluster_name: maybe,
  deployment_env_auth_type: maybe,
  job_execution_timeout_seconds: count,
};
const bigqueryAccount = {
  private_key_id: text,
  private_key: text,
  client_email: text,
  client_id: text,
  auth_uri: text,
  token_uri: text,
  auth_provider_x509_cert_url: text,
  client_x509_cert_url: text,
};
const bigqueryV0 = z.strictObject({
  project_id: text,
  timeout_seconds: z.number().int(),
  ...bigqueryAccount,
  ...bigqueryRest,
});
const bigqueryV1 = z.strictObject({
  project_id: text,
  timeout_seconds: count,
  ...z.strictObject(bigqueryAccount).partial().shape,
  ...bigqueryRest,
});

const configs: Record<string, z.ZodObject> = {
  snowflake_v0: snowflake,
  redshift_v0: redshift,
  databricks_v0: databricks,
  bigquery_v0: bigqueryV0,
  bigquery_v1: bigqueryV1,
};

/** Never answered: the service keeps them and says nothing of them. */
const secretFields = [
  'oauth_client_id',
  'oauth_client_secret',
  'private_key',
  'application_id',
  'application_secret',
  'client_secret',
];

const shared = {
  id: z.number().optional(),
  account_id: z.number(),
  is_ssh_tunnel_enabled: z.boolean().optional(),
  private_link_endpoint_id: z.string().nullish(),
  oauth_configuration_id: z.number().nullish(),
  config: z.record(z.string(), z.unknown()),
};
const create = z.strictObject({ ...shared, name: text, adapter_version: z.string() });
const update = z.strictObject({ ...shared, name: text.optional(), config: shared.config.optional() });

export const connectionRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/v3/accounts/:account/connections/',
    query: ['limit', 'offset', 'include_related', 'name__icontains', 'adapter_version'],
    handle: (call) => {
      const part = (call.query.get('name__icontains') ?? '').toLowerCase();
      const rows = [...call.state.connections.values()].filter(isThere);
      const wanted = rows.filter((row) => String(row.name).toLowerCase().includes(part));
      return listed(
        wanted.map((row) => {
          const { oauth_redirect_uri: _, is_configured_for_native_oauth: __, ...fields } = row;
          return { ...fields, id: row.id, environment__count: usedBy(call, row).length };
        }),
        call,
      );
    },
  },
  {
    method: 'POST',
    path: '/v3/accounts/:account/connections/',
    body: create,
    handle: ({ state, body }) => {
      const version = String(body.adapter_version);
      const config = configs[version]?.safeParse(body.config);
      if (!config) return refused(400, 'The request was invalid.', { adapter_version: `unknown: ${version}` });
      if (!config.success) return refused(400, 'The request was invalid.', { config: z.treeifyError(config.error) });
      const now = state.now();
      const id = state.nextId();
      keepSecrets(state, id, config.data);
      const row = {
        ...bareConnection,
        id,
        name: body.name,
        account_id: body.account_id,
        adapter_version: version,
        is_ssh_tunnel_enabled: body.is_ssh_tunnel_enabled ?? false,
        private_link_endpoint_id: body.private_link_endpoint_id ?? null,
        oauth_configuration_id: body.oauth_configuration_id ?? null,
        config: shownConfig(version, config.data),
        created_at: now,
        updated_at: now,
      };
      state.connections.set(id, row);
      return found(row);
    },
  },
  {
    method: 'GET',
    path: '/v3/accounts/:account/connections/:connection/',
    query: ['include_related'],
    handle: (call) => withConnection(call, (row) => found(row)),
  },
  {
    method: 'PATCH',
    path: '/v3/accounts/:account/connections/:connection/',
    body: update,
    handle: (call) =>
      withConnection(call, (row) => {
        const { config, account_id: _, id: __, ...fields } = call.body;
        const version = String(row.adapter_version);
        const changed = configs[version]?.partial().safeParse(config ?? {});
        if (!changed?.success) return refused(400, 'The request was invalid.', { config: 'does not fit the adapter' });
        keepSecrets(call.state, row.id, changed.data);
        const { ...before } = row.config as Record<string, unknown>;
        const after = Object.fromEntries(
          Object.entries(changed.data).filter(([key, value]) => value !== undefined && !secretFields.includes(key)),
        );
        Object.assign(row, fields, { config: { ...before, ...after }, updated_at: call.state.now() });
        return found(row);
      }),
  },
  {
    method: 'DELETE',
    path: '/v3/accounts/:account/connections/:connection/',
    handle: (call) =>
      withConnection(call, (row) => {
        if (usedBy(call, row).length > 0)
          return refused(400, 'The connection is used by environments and cannot be deleted.');
        call.state.connections.delete(row.id);
        return gone;
      }),
  },
  {
    method: 'GET',
    path: '/v2/accounts/:account/encryptions/',
    query: [...pageQuery, 'connection_id'],
    handle: (call) => listed([], call),
  },
];

function withConnection(call: Call, go: (connection: Row) => ReturnType<Route['handle']>) {
  const row = call.state.connections.get(call.ids.connection ?? 0);
  return isThere(row) ? go(row) : missing();
}

function usedBy({ state }: Call, connection: Row): Row[] {
  return [...state.environments.values()].filter((row) => isThere(row) && row.connection_id === connection.id);
}

function keepSecrets(state: Call['state'], id: number, config: Record<string, unknown>) {
  for (const field of secretFields) {
    const value = config[field];
    if (typeof value === 'string') state.secrets.push({ kind: 'connection', id, field, value });
  }
}

/** Every key of the adapter is answered, null where it is not set; of secrets there is nothing. */
function shownConfig(version: string, config: Record<string, unknown>): Record<string, unknown> {
  const keys = Object.keys(configs[version]?.shape ?? {}).filter((key) => !secretFields.includes(key));
  return Object.fromEntries(keys.map((key) => [key, config[key] ?? null]));
}

const bareConnection = {
  oauth_redirect_uri: null,
  is_configured_for_native_oauth: false,
  platform_metadata_credentials_id: null,
  analytics_credentials_id: null,
  state: 1,
};
