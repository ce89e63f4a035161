import { z } from 'zod';
import { type Call, found, gone, listed, missing, pageQuery, type Route, refused } from '../answer.ts';
import type { Row } from '../state.ts';
import { belongs, given, withProject } from './projects.ts';

const strategies = ['azure_active_directory_app', 'deploy_key', 'deploy_token', 'github_app', 'git_token'] as const;

/** `remote_url`, which everybody sends, and the template of pull request addresses are missing from the description. */
const body = z.strictObject({
  id: z.number().nullish(),
  account_id: z.number(),
  project_id: z.number(),
  remote_url: z.string().min(1).optional(),
  full_name: z.string().nullish(),
  remote_backend: z.enum(['ado', 'github', 'managed', 'gitlab', 'manual_config']).nullish(),
  git_clone_strategy: z.enum(strategies).optional(),
  deploy_key_id: z.number().nullish(),
  repository_credentials_id: z.number().nullish(),
  github_installation_id: z.number().nullish(),
  github_webhook_id: z.number().nullish(),
  state: z.union([z.literal(1), z.literal(2)]),
  private_link_endpoint_id: z.string().nullish(),
  git_provider_id: z.number().nullish(),
  pull_request_url_template: z.string().nullish(),
});

export const repositoryRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/v3/accounts/:account/projects/:project/repositories/',
    query: [...pageQuery, 'remote_url', 'pk'],
    handle: (call) =>
      withProject(call, (project) =>
        listed([...call.state.repositories.values()].filter((row) => belongs(row, project)).map(shown), call),
      ),
  },
  {
    method: 'POST',
    path: '/v3/accounts/:account/projects/:project/repositories/',
    body,
    handle: (call) =>
      withProject(call, (project) => {
        const { state, body } = call;
        if (typeof body.remote_url !== 'string')
          return refused(400, 'The request was invalid.', { remote_url: 'required key not provided' });
        if (body.git_clone_strategy === 'github_app' && typeof body.github_installation_id !== 'number')
          return refused(400, 'The request was invalid.', { github_installation_id: 'required key not provided' });
        if (body.pull_request_url_template)
          return refused(400, 'The request was invalid.', {
            pull_request_url_template: "Additional properties are not allowed ('pull_request_url_template')",
          });
        const now = state.now();
        const id = state.nextId();
        const row = { ...bareRepository, ...given(body), id, created_at: now, updated_at: now, reads: 0 };
        state.repositories.set(id, { ...row, project_id: project.id });
        see(state.repositories.get(id), state.seenAfterReads);
        return found(shown(state.repositories.get(id) ?? row));
      }),
  },
  {
    method: 'GET',
    path: '/v3/accounts/:account/projects/:project/repositories/:repository/',
    query: ['include_related'],
    handle: (call) =>
      withRepository(call, (repository) => {
        repository.reads = Number(repository.reads) + 1;
        see(repository, call.state.seenAfterReads);
        return found(shown(repository));
      }),
  },
  {
    method: 'POST',
    path: '/v3/accounts/:account/projects/:project/repositories/:repository/',
    body,
    handle: (call) =>
      withRepository(call, (repository) => {
        const { full_name, ...fields } = given(call.body);
        Object.assign(repository, fields, { updated_at: call.state.now() });
        if (typeof full_name === 'string') repository.full_name = full_name;
        repository.reads = Number(repository.reads) + 1;
        see(repository, call.state.seenAfterReads);
        return found(shown(repository));
      }),
  },
  {
    method: 'DELETE',
    path: '/v3/accounts/:account/projects/:project/repositories/:repository/',
    handle: (call) =>
      withRepository(call, (repository) => {
        repository.state = 2;
        const project = call.state.projects.get(Number(repository.project_id));
        if (project?.repository_id === repository.id) project.repository_id = null;
        return gone;
      }),
  },
];

function withRepository(call: Call, go: (repository: Row) => ReturnType<Route['handle']>) {
  return withProject(call, (project) => {
    const repository = call.state.repositories.get(call.ids.repository ?? 0);
    return belongs(repository, project) ? go(repository) : missing();
  });
}

/** The service learns a repository's name some time after it was linked. */
function see(repository: Row | undefined, after: number) {
  if (!repository || repository.full_name || Number(repository.reads) < after) return;
  const address = String(repository.remote_url).replace(/\.git$/, '');
  const name = /([^/:]+\/[^/:]+)$/.exec(address)?.[1] ?? address;
  Object.assign(repository, {
    full_name: name,
    remote_backend: 'github',
    name: name.split('/').at(-1),
    github_repo: name,
    web_url: `https://github.com/${name}`,
  });
}

function shown({ reads: _, ...row }: Row): Row {
  return row;
}

const bareRepository = {
  full_name: null,
  remote_backend: null,
  git_clone_strategy: 'deploy_key',
  deploy_key_id: null,
  repository_credentials_id: null,
  github_installation_id: null,
  github_webhook_id: null,
  state: 1,
  private_link_endpoint_id: null,
  git_provider_id: null,
  pull_request_url_template: null,
  github_repo: null,
  name: null,
  web_url: null,
  deploy_key: null,
  git_provider: null,
  gitlab: null,
  is_private_link_enabled: false,
};
