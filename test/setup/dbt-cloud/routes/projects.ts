import { z } from 'zod';
import { type Call, found, gone, listed, missing, pageQuery, type Route, refused } from '../answer.ts';
import { isThere, type Row } from '../state.ts';

/** The description's fields, and those that the Terraform provider sends along when it updates. */
const body = z.strictObject({
  id: z.number().nullish(),
  name: z.string().min(1),
  account_id: z.number(),
  description: z.string().nullish(),
  connection_id: z.number().nullish(),
  repository_id: z.number().nullish(),
  semantic_layer_config_id: z.number().nullish(),
  state: z.union([z.literal(1), z.literal(2)]),
  // Described as never empty; the provider sends an empty one with every update, and its own tests pass with that.
  dbt_project_subdirectory: z.string().nullish(),
  docs_job_id: z.number().nullish(),
  freshness_job_id: z.number().nullish(),
  type: z.union([z.literal(0), z.literal(1)]),
});

export const projectRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/v3/accounts/:account/projects/',
    query: [...pageQuery, 'name__icontains', 'pk'],
    handle: (call) => {
      const part = (call.query.get('name__icontains') ?? '').toLowerCase();
      const rows = [...call.state.projects.values()].filter(isThere);
      return listed(
        rows.filter((row) => String(row.name).toLowerCase().includes(part)),
        call,
      );
    },
  },
  {
    method: 'POST',
    path: '/v3/accounts/:account/projects/',
    body,
    handle: ({ state, body }) => {
      const now = state.now();
      const row = { ...bareProject, ...given(body), id: state.nextId(), created_at: now, updated_at: now };
      state.projects.set(row.id, row);
      return found(row);
    },
  },
  {
    method: 'GET',
    path: '/v3/accounts/:account/projects/:project/',
    query: ['include_related'],
    handle: (call) => withProject(call, (project) => found(project)),
  },
  {
    method: 'POST',
    path: '/v3/accounts/:account/projects/:project/',
    body,
    handle: (call) =>
      withProject(call, (project) => {
        const { repository_id, semantic_layer_config_id } = call.body;
        if (typeof repository_id === 'number' && !belongs(call.state.repositories.get(repository_id), project))
          return refused(400, 'The request was invalid.', { repository_id: 'Repository not found in project' });
        // An update is whole: what it leaves out is unlinked.
        Object.assign(project, {
          ...given(call.body),
          repository_id: repository_id ?? null,
          semantic_layer_config_id: semantic_layer_config_id ?? null,
          updated_at: call.state.now(),
        });
        if (project.state === 2) removeContents(call.state, project.id);
        return found(project);
      }),
  },
  {
    method: 'DELETE',
    path: '/v3/accounts/:account/projects/:project/',
    handle: (call) =>
      withProject(call, (project) => {
        project.state = 2;
        removeContents(call.state, project.id);
        return gone;
      }),
  },
];

/** Goes on with the path's project, if it is there. */
export function withProject(call: Call, go: (project: Row) => ReturnType<Route['handle']>) {
  const project = call.state.projects.get(call.ids.project ?? 0);
  return isThere(project) ? go(project) : missing();
}

export function belongs(row: Row | undefined, project: Row): row is Row {
  return isThere(row) && row.project_id === project.id;
}

/** A deleted project takes all but connections with it, for whoever asks; its semantic layer's credentials too. */
function removeContents(state: Call['state'], projectId: number) {
  for (const rows of [
    state.repositories,
    state.credentials,
    state.environments,
    state.profiles,
    state.jobs,
    state.semanticConfigurations,
    state.semanticCredentials,
  ])
    for (const row of rows.values()) if (row.project_id === projectId) row.state = 2;
  for (const [id, row] of state.variables) if (row.project_id === projectId) state.variables.delete(id);
}

/** What a body says, but for the ids that only the service gives. */
export function given({ id: _, ...fields }: Record<string, unknown>) {
  return fields;
}

const bareProject = {
  description: '',
  connection_id: null,
  repository_id: null,
  semantic_layer_config_id: null,
  dbt_project_subdirectory: null,
  docs_job_id: null,
  freshness_job_id: null,
  type: 0,
  state: 1,
  connection: null,
  environments: [],
  repository: null,
  group_permissions: [],
  docs_job: null,
  freshness_job: null,
  fusion_readiness: null,
  default_version: null,
};
