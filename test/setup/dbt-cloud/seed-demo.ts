import type { DbtCloud } from './stand-in.ts';

/** Ids of a demo as Terraform makes it: see `terraform/`. */
export interface SeededDemo {
  readonly project: number;
  readonly connection: number;
  readonly repository: number;
  readonly credential: number;
  readonly environments: { readonly development: number; readonly production: number; readonly integration: number };
  readonly jobs: { readonly load: number; readonly production: number; readonly ci: number };
}

/** Sends one request with the stand-in's token and returns its data; throws where it is refused. */
export async function ask(cloud: DbtCloud, method: string, path: string, body?: unknown): Promise<{ id: number }> {
  const response = await fetch(`${cloud.url}/api${path}`, {
    method,
    headers: { authorization: `Token ${cloud.token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
  return text === '' ? { id: 0 } : JSON.parse(text).data;
}

/** Makes a demo by the interface, with the fields that the description asks for. */
export async function seedDemo(cloud: DbtCloud, marker: string, schema = 'acme_demo'): Promise<SeededDemo> {
  const account_id = cloud.accountId;
  const account = `/v3/accounts/${account_id}`;
  const post = async (path: string, body: object) => (await ask(cloud, 'POST', path, { account_id, ...body })).id;
  const name = `Acme demo [${marker}]`;
  const project = await post(`${account}/projects/`, { name, type: 0, state: 1 });
  const inProject = `${account}/projects/${project}`;
  const connection = await post(`${account}/connections/`, {
    name,
    adapter_version: 'snowflake_v0',
    config: { account: 'ab12345', database: 'DEMO', warehouse: 'WH', role: 'DEMO_BUILDER' },
  });
  const repository = await post(`${inProject}/repositories/`, {
    project_id: project,
    remote_url: 'git@github.com:acme/acme-dbt-demo.git',
    git_clone_strategy: 'github_app',
    github_installation_id: 31_337,
    state: 1,
  });
  await post(`${inProject}/`, { name, type: 0, state: 1, repository_id: repository });
  const credential = await post(`${inProject}/credentials/`, {
    ...{ project_id: project, type: 'snowflake', state: 1, threads: 8, target_name: 'default' },
    ...{ auth_type: 'keypair', schema, user: 'BUILDER', private_key: 'a-private-key' },
  });
  const environment = (fields: object) =>
    post(`${inProject}/environments/`, {
      ...{ project_id: project, dbt_version: 'latest', use_custom_branch: false, supports_docs: false, state: 1 },
      ...{ connection_id: connection, ...fields },
    });
  const development = await environment({ name: 'Development', type: 'development' });
  const deployment = { type: 'deployment', credentials_id: credential };
  const production = await environment({ ...deployment, name: 'Production', deployment_type: 'production' });
  const integration = await environment({ ...deployment, name: 'Loads and pull requests' });
  await ask(cloud, 'POST', `${inProject}/environment-variables/bulk/`, {
    env_var: { new_name: 'DBT_RAW_SCHEMA', project: `${schema}_raw` },
  });
  const job = (fields: object, triggers: object = {}) =>
    post(`/v2/accounts/${account_id}/jobs/`, {
      ...bareJob,
      project_id: project,
      ...fields,
      triggers: { ...bareJob.triggers, ...triggers },
    });
  const load = await job({ environment_id: integration, name: 'Load raw data', execute_steps: ['dbt seed'] });
  const daily = {
    cron: '0 6 * * *',
    date: { type: 'custom_cron', cron: '0 6 * * *' },
    time: { type: 'every_hour', interval: 1 },
  };
  const productionJob = await job(
    {
      environment_id: production,
      name: 'Production',
      execute_steps: ['dbt build'],
      generate_docs: true,
      schedule: daily,
    },
    { schedule: true },
  );
  const ci = await job(
    {
      environment_id: integration,
      name: 'Pull requests',
      execute_steps: ['dbt build'],
      deferring_environment_id: production,
    },
    { github_webhook: true, git_provider_webhook: true },
  );
  return {
    ...{ project, connection, repository, credential },
    environments: { development, production, integration },
    jobs: { load, production: productionJob, ci },
  };
}

const bareJob = {
  execution: { timeout_seconds: 0 },
  generate_docs: false,
  lifecycle_webhooks: false,
  run_compare_changes: false,
  run_generate_sources: false,
  run_lint: false,
  errors_on_lint_failure: false,
  settings: { threads: 8, target_name: 'default' },
  state: 1,
  triggers: { github_webhook: false, schedule: false, git_provider_webhook: false, on_merge: false },
};
