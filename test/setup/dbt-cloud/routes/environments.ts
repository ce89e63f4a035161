import { z } from 'zod';
import { type Call, found, gone, listed, missing, pageQuery, type Route, refused } from '../answer.ts';
import { isThere, type Row } from '../state.ts';
import { belongs, withProject } from './projects.ts';

/** What the Terraform provider sends along without meaning it. */
const sentAlong = ['project', 'jobs', 'credentials', 'custom_environment_variables', 'created_at', 'updated_at'];

/** The description's fields, and those. */
const body = z.strictObject({
  id: z.number().nullish(),
  account_id: z.number(),
  project_id: z.number(),
  credentials_id: z.number().nullish(),
  connection_id: z.number().nullish(),
  extended_attributes_id: z.number().nullish(),
  name: z.string().min(1),
  dbt_version: z.string().min(1),
  type: z.enum(['development', 'deployment']),
  use_custom_branch: z.boolean(),
  custom_branch: z.string().nullish(),
  supports_docs: z.boolean(),
  deployment_type: z.enum(['production', 'staging']).nullish(),
  enable_model_query_history: z.boolean().optional(),
  enable_dbt_state: z.boolean().optional(),
  state: z.union([z.literal(1), z.literal(2)]),
  primary_profile_id: z.number().nullish(),
  ...Object.fromEntries(sentAlong.map((name) => [name, z.unknown().optional()])),
});

export const environmentRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/v3/accounts/:account/projects/:project/environments/',
    query: [...pageQuery, 'name', 'name__icontains', 'type', 'deployment_type'],
    handle: (call) =>
      withProject(call, (project) =>
        listed(
          [...call.state.environments.values()].filter((row) => belongs(row, project)),
          call,
        ),
      ),
  },
  {
    method: 'POST',
    path: '/v3/accounts/:account/projects/:project/environments/',
    body,
    handle: (call) =>
      withProject(call, (project) => {
        const problem = problemOf(call, project, 0);
        if (problem) return problem;
        const now = call.state.now();
        const id = call.state.nextId();
        const row = { ...bare, ...fieldsOf(call.body), id, project_id: project.id, created_at: now, updated_at: now };
        call.state.environments.set(id, row);
        return found(row);
      }),
  },
  {
    method: 'GET',
    path: '/v3/accounts/:account/projects/:project/environments/:environment/',
    query: ['include_related'],
    handle: (call) => withEnvironment(call, (row) => found(row)),
  },
  {
    method: 'POST',
    path: '/v3/accounts/:account/projects/:project/environments/:environment/',
    body,
    handle: (call) =>
      withEnvironment(call, (row, project) => {
        const problem = problemOf(call, project, row.id);
        if (problem) return problem;
        // What an update leaves out falls back: credentials and connection too.
        Object.assign(row, bare, fieldsOf(call.body), { updated_at: call.state.now() });
        return found(row);
      }),
  },
  {
    method: 'DELETE',
    path: '/v3/accounts/:account/projects/:project/environments/:environment/',
    handle: (call) =>
      withEnvironment(call, (row) => {
        row.state = 2;
        for (const job of call.state.jobs.values()) if (job.environment_id === row.id) job.state = 2;
        for (const [id, value] of call.state.variables)
          if (value.environment_id === row.id) call.state.variables.delete(id);
        return gone;
      }),
  },
];

function withEnvironment(call: Call, go: (environment: Row, project: Row) => ReturnType<Route['handle']>) {
  return withProject(call, (project) => {
    const row = call.state.environments.get(call.ids.environment ?? 0);
    return belongs(row, project) ? go(row, project) : missing();
  });
}

/** Rules of the service: one environment for development, one for production, and only what exists is linked. */
function problemOf({ state, body }: Call, project: Row, self: number) {
  const others = [...state.environments.values()].filter((row) => belongs(row, project) && row.id !== self);
  if (body.type === 'development' && others.some((row) => row.type === 'development'))
    return invalid('type', 'A development environment already exists for this project.');
  if (body.deployment_type === 'production' && others.some((row) => row.deployment_type === 'production'))
    return invalid('deployment_type', 'A production environment already exists for this project.');
  if (body.deployment_type && body.type === 'development')
    return invalid('deployment_type', 'Only a deployment environment has one.');
  if (typeof body.credentials_id === 'number' && !belongs(state.credentials.get(body.credentials_id), project))
    return invalid('credentials_id', 'Credentials not found in project.');
  if (typeof body.connection_id === 'number' && !isThere(state.connections.get(body.connection_id)))
    return invalid('connection_id', 'Connection not found in account.');
  if (Boolean(body.use_custom_branch) !== Boolean(body.custom_branch))
    return invalid('custom_branch', 'A custom branch and its use go together.');
  return undefined;
}

function invalid(field: string, message: string) {
  return refused(400, 'The request was invalid.', { [field]: message });
}

function fieldsOf(body: Record<string, unknown>) {
  const kept = Object.entries(body).filter(([name]) => !sentAlong.includes(name) && name !== 'id');
  return { ...Object.fromEntries(kept), raw_dbt_version: body.dbt_version };
}

const bare = {
  credentials_id: null,
  connection_id: null,
  extended_attributes_id: null,
  dbt_version: 'latest',
  raw_dbt_version: 'latest',
  type: 'deployment',
  use_custom_branch: false,
  custom_branch: null,
  supports_docs: false,
  deployment_type: null,
  is_deferrable: true,
  enable_model_query_history: false,
  enable_dbt_state: false,
  state: 1,
  primary_profile_id: null,
  project: null,
  credentials: null,
  fusion_readiness: null,
};
