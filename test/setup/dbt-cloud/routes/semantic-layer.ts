import { z } from 'zod';
import { type Call, found, listed, missing, type Route, refused } from '../answer.ts';
import { isThere, type Row } from '../state.ts';
import { belongs, withProject } from './projects.ts';

const configuration = z.strictObject({
  id: z.number().optional(),
  account_id: z.number(),
  project_id: z.number(),
  environment_id: z.number(),
  created_at: z.string().optional(),
  updated_at: z.string().optional(),
  state: z.number(),
});

const credential = z.strictObject({
  id: z.number().nullish(),
  name: z.string().min(1),
  project_id: z.number(),
  account_id: z.number(),
  values: z.record(z.string(), z.unknown()),
  adapter_version: z.string(),
  schema_type: z.literal('semantic_layer_credentials'),
  service_tokens: z.array(z.unknown()).nullish(),
});

const secretValues = ['password', 'private_key', 'private_key_passphrase', 'token'];
const configurations = '/v3/accounts/:account/projects/:project/semantic-layer-configurations/';
const credentials = '/v3/accounts/:account/semantic-layer-credentials/';

export const semanticLayerRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: configurations,
    body: configuration,
    handle: (call) =>
      withProject(call, (project) => {
        const { state, body } = call;
        const environment = state.environments.get(Number(body.environment_id));
        if (!belongs(environment, project))
          return refused(400, 'The request was invalid.', { environment_id: 'Environment not found in project.' });
        const proven = [...state.runs.values()].some(
          (run) => run.environment_id === environment.id && run.status === 10,
        );
        if (!proven) return refused(400, 'The environment has no successful run yet.');
        const now = state.now();
        const row = { ...body, id: state.nextId(), created_at: now, updated_at: now };
        state.semanticConfigurations.set(row.id, row);
        return found(row);
      }),
  },
  {
    method: 'GET',
    path: `${configurations}:configuration/`,
    handle: (call) => withConfiguration(call, (row) => found(row)),
  },
  {
    method: 'POST',
    path: `${configurations}:configuration/`,
    body: configuration,
    handle: (call) => withConfiguration(call, (row) => found(Object.assign(row, call.body, { id: row.id }))),
  },
  {
    // Deleting answers what was deleted: the provider reads it.
    method: 'DELETE',
    path: `${configurations}:configuration/`,
    handle: (call) =>
      withConfiguration(call, (row) => {
        row.state = 2;
        const project = call.state.projects.get(Number(row.project_id));
        if (project?.semantic_layer_config_id === row.id) project.semantic_layer_config_id = null;
        return found(row);
      }),
  },
  {
    method: 'GET',
    path: credentials,
    query: ['include_related', 'order_by', 'pk', 'project_id', 'state'],
    handle: (call) => {
      const project = call.query.get('project_id');
      const rows = [...call.state.semanticCredentials.values()].filter(isThere);
      return listed(
        rows.filter((row) => project === null || String(row.project_id) === project),
        call,
      );
    },
  },
  {
    method: 'POST',
    path: credentials,
    body: credential,
    handle: (call) => {
      const { state, body } = call;
      if (!isThere(state.projects.get(Number(body.project_id)))) return missing();
      const now = state.now();
      const id = state.nextId();
      const row = { ...body, ...masked(call, id), id, state: 1, service_tokens: [], created_at: now, updated_at: now };
      state.semanticCredentials.set(id, row);
      return found(row);
    },
  },
  {
    method: 'GET',
    path: `${credentials}:credential/`,
    handle: (call) => withCredential(call, (row) => found(row)),
  },
  {
    method: 'POST',
    path: `${credentials}:credential/`,
    body: credential,
    handle: (call) =>
      withCredential(call, (row) => {
        const { service_tokens: _, ...fields } = call.body;
        return found(Object.assign(row, fields, masked(call, row.id), { id: row.id }));
      }),
  },
  {
    method: 'DELETE',
    path: `${credentials}:credential/`,
    handle: (call) =>
      withCredential(call, (row) => {
        row.state = 2;
        return found(row);
      }),
  },
];

function withConfiguration(call: Call, go: (row: Row) => ReturnType<Route['handle']>) {
  return withProject(call, (project) => {
    const row = call.state.semanticConfigurations.get(call.ids.configuration ?? 0);
    return belongs(row, project) ? go(row) : missing();
  });
}

function withCredential(call: Call, go: (row: Row) => ReturnType<Route['handle']>) {
  const row = call.state.semanticCredentials.get(call.ids.credential ?? 0);
  return isThere(row) ? go(row) : missing();
}

function masked({ state, body }: Call, id: number) {
  const values = { ...(body.values as Record<string, unknown>) };
  for (const field of secretValues) {
    const value = values[field];
    if (typeof value !== 'string') continue;
    state.secrets.push({ kind: 'semantic-layer-credential', id, field, value });
    values[field] = value === '' ? '' : '********';
  }
  return { values };
}
