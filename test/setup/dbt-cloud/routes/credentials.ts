import { z } from 'zod';
import { type Call, found, gone, listed, missing, type Route, refused } from '../answer.ts';
import type { Row } from '../state.ts';
import { belongs, withProject } from './projects.ts';

/** What a warehouse takes as a schema's name, as the service sees it: no hyphen. */
const schemaName = z.string().regex(/^[\w(){}'" ]+$/, 'has characters that a schema cannot have');

const shared = {
  id: z.number().nullish(),
  account_id: z.number(),
  project_id: z.number(),
  state: z.union([z.literal(1), z.literal(2)]),
  threads: z.number().int().min(1),
  target_name: z.string().default('default'),
};

const field = z.looseObject({
  metadata: z.looseObject({ encrypt: z.boolean() }),
  value: z.union([z.string(), z.number(), z.null()]),
});
const details = z.strictObject({ fields: z.record(z.string(), field), field_order: z.array(z.string()).nullish() });

const body = z.discriminatedUnion('type', [
  z.strictObject({
    ...shared,
    type: z.literal('snowflake'),
    auth_type: z.enum(['password', 'keypair', 'sso', 'external_oauth']),
    schema: schemaName,
    user: z.string(),
    role: z.string().optional(),
    database: z.string().optional(),
    warehouse: z.string().optional(),
    password: z.string().optional(),
    private_key: z.string().optional(),
    private_key_passphrase: z.string().optional(),
  }),
  z.strictObject({
    ...shared,
    type: z.literal('redshift'),
    auth_type: z.enum(['password', 'external_oauth']).default('password'),
    default_schema: schemaName,
    username: z.string(),
    password: z.string().optional(),
  }),
  z.strictObject({ ...shared, type: z.literal('bigquery'), schema: schemaName }),
  z.strictObject({
    ...shared,
    type: z.literal('adapter'),
    adapter_version: z.string(),
    // The provider's update of a BigQuery credential sends the dataset here as well.
    schema: z.string().optional(),
    credential_details: details,
    unencrypted_credential_details: z.unknown().optional(),
  }),
]);

const patch = z.strictObject({ id: z.number(), credential_details: details });

const secretFields = ['password', 'private_key', 'private_key_passphrase'];

export const credentialRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/v3/accounts/:account/projects/:project/credentials/',
    query: ['include_related'],
    handle: (call) =>
      withProject(call, (project) =>
        listed([...call.state.credentials.values()].filter((row) => belongs(row, project)).map(withoutDetails), call),
      ),
  },
  {
    method: 'POST',
    path: '/v3/accounts/:account/projects/:project/credentials/',
    body,
    handle: (call) =>
      withProject(call, (project) => {
        const { state, body } = call;
        const now = state.now();
        const id = state.nextId();
        const row = { ...shown(call, id, body), id, project_id: project.id, created_at: now, updated_at: now };
        state.credentials.set(id, row);
        return found(row);
      }),
  },
  {
    method: 'GET',
    path: '/v3/accounts/:account/projects/:project/credentials/:credential/',
    query: ['include_related'],
    handle: (call) => withCredential(call, (row) => found(row)),
  },
  {
    method: 'POST',
    path: '/v3/accounts/:account/projects/:project/credentials/:credential/',
    body,
    handle: (call) =>
      withCredential(call, (row) => {
        if (call.body.type !== row.type) return refused(400, 'The request was invalid.', { type: 'cannot be changed' });
        Object.assign(row, shown(call, row.id, call.body), { updated_at: call.state.now() });
        return found(row);
      }),
  },
  {
    method: 'PATCH',
    path: '/v3/accounts/:account/projects/:project/credentials/:credential/',
    body: patch,
    handle: (call) =>
      withCredential(call, (row) => {
        Object.assign(row, shownDetails(call, row.id, call.body.credential_details, row));
        return found(row);
      }),
  },
  {
    method: 'DELETE',
    path: '/v3/accounts/:account/projects/:project/credentials/:credential/',
    handle: (call) =>
      withCredential(call, (row) => {
        row.state = 2;
        return gone;
      }),
  },
];

/** An adapter's details are answered of one credential only. */
function withoutDetails({ credential_details: _, unencrypted_credential_details: __, ...row }: Row): Row {
  return row;
}

function withCredential(call: Call, go: (credential: Row) => ReturnType<Route['handle']>) {
  return withProject(call, (project) => {
    const row = call.state.credentials.get(call.ids.credential ?? 0);
    return belongs(row, project) ? go(row) : missing();
  });
}

/** What is answered of a credential; its secrets go to the state's own list. */
function shown(call: Call, credential: number, body: Record<string, unknown>): Record<string, unknown> {
  const { id: _, unencrypted_credential_details: __, ...fields } = body;
  for (const name of secretFields) {
    if (typeof fields[name] === 'string') keep(call, credential, name, fields[name]);
    delete fields[name];
  }
  return 'credential_details' in fields
    ? { ...fields, ...shownDetails(call, credential, fields.credential_details, {}) }
    : fields;
}

/** An adapter's fields: those that are encrypted are answered masked, the others in clear beside them as well. */
function shownDetails(call: Call, credential: number, given: unknown, before: Record<string, unknown>) {
  const { fields, field_order } = details.parse(given);
  const clear: Record<string, unknown> = { ...(before.unencrypted_credential_details as object | undefined) };
  const masked: Record<string, unknown> = {};
  for (const [name, { metadata, value }] of Object.entries(fields)) {
    masked[name] = { metadata, value: metadata.encrypt ? '********' : value };
    if (!metadata.encrypt) clear[name] = value;
    else if (typeof value === 'string') keep(call, credential, name, value);
  }
  return {
    credential_details: { fields: masked, field_order: field_order ?? [] },
    unencrypted_credential_details: clear,
  };
}

function keep({ state }: Call, id: number, field: string, value: string) {
  state.secrets.push({ kind: 'credential', id, field, value });
}
