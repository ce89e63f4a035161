import { stepsOf } from '../../../setup/dbt-cloud/run-rows.ts';
import { ask, seedDemo } from '../../../setup/dbt-cloud/seed-demo.ts';
import type { DbtCloud } from '../../../setup/dbt-cloud/stand-in.ts';
import { marker } from './opened.ts';

/** Asks for everything that the stand-in has, with connections and credentials of all four warehouses. */
export async function walkEveryRoute(cloud: DbtCloud): Promise<void> {
  cloud.state.installations = [{ id: 1, login: 'acme' }];
  const demo = await seedDemo(cloud, marker);
  const account_id = cloud.accountId;
  const v2 = `/v2/accounts/${account_id}`;
  const v3 = `/v3/accounts/${account_id}`;
  const project = `${v3}/projects/${demo.project}`;
  const given = { account_id, project_id: demo.project };
  const get = (path: string) => ask(cloud, 'GET', path);
  const post = (path: string, body?: object) => ask(cloud, 'POST', path, body);
  const remove = (path: string, body?: object) => ask(cloud, 'DELETE', path, body);

  for (const path of ['/v2/accounts/', `${v2}/`, `/private/accounts/${account_id}/features/`]) await get(path);
  await get('/v2/integrations/github/installations/');

  for (const { version, config } of connections) {
    const { id } = await post(`${v3}/connections/`, { account_id, name: version, adapter_version: version, config });
    await get(`${v3}/connections/${id}/`);
    await ask(cloud, 'PATCH', `${v3}/connections/${id}/`, { account_id, name: `${version} again`, config });
    await remove(`${v3}/connections/${id}/`);
  }
  await get(`${v3}/connections/?name__icontains=acme&limit=10`);
  await get(`${v2}/encryptions/?connection_id=${demo.connection}&state=1`);

  for (const credential of credentials) {
    const fields = { ...given, state: 1, threads: 8, target_name: 'default', ...credential };
    const { id } = await post(`${project}/credentials/`, fields);
    await get(`${project}/credentials/${id}/?include_related=[adapter]`);
    await post(`${project}/credentials/${id}/`, { ...fields, id });
    if (credential.type === 'adapter')
      await ask(cloud, 'PATCH', `${project}/credentials/${id}/`, {
        id,
        credential_details: credential.credential_details,
      });
    await remove(`${project}/credentials/${id}/`);
  }
  await get(`${project}/credentials/`);

  await get(`${project}/?include_related=[freshness_job_id,docs_job_id]`);
  await get(`${v3}/projects/?name__icontains=acme`);
  await get(`${project}/repositories/`);
  await get(`${project}/repositories/${demo.repository}/`);
  await post(`${project}/repositories/${demo.repository}/`, { ...given, state: 1 });

  const staging = {
    ...{ ...given, name: 'Staging', type: 'deployment', deployment_type: 'staging', dbt_version: 'latest' },
    ...{ use_custom_branch: true, custom_branch: 'next', supports_docs: false, state: 1 },
  };
  const environment = (await post(`${project}/environments/`, staging)).id;
  await get(`${project}/environments/`);
  await get(`${project}/environments/${environment}/`);
  await post(`${project}/environments/${environment}/`, { ...staging, connection_id: demo.connection });

  await post(`${project}/environment-variables/bulk/`, {
    env_var: { new_name: 'DBT_ENV_SECRET_KEY', Staging: 'hush' },
  });
  await get(`${project}/environment-variables/environment/`);
  await ask(cloud, 'PUT', `${project}/environment-variables/bulk/`, {
    env_vars: { name: 'DBT_ENV_SECRET_KEY', Production: 'hush too' },
  });
  await remove(`${project}/environment-variables/bulk/`, { name: 'DBT_ENV_SECRET_KEY' });
  await remove(`${project}/environments/${environment}/`);

  const keys = { connection_id: demo.connection, credentials_id: demo.credential };
  const profile = (await post(`${project}/profiles/`, { ...given, ...keys, key: 'production' })).id;
  await get(`${project}/profiles/`);
  await get(`${project}/profiles/${profile}/`);
  await ask(cloud, 'PATCH', `${project}/profiles/${profile}/`, { pk: profile, ...given, ...keys, key: 'prod' });
  await remove(`${project}/profiles/${profile}/`);

  await get(`${v2}/jobs/?project_id=${demo.project}`);
  await get(`${v2}/jobs/${demo.jobs.ci}/`);
  const load = cloud.requests.find(({ method, path }) => method === 'POST' && path === `${v2}/jobs/`)?.body;
  await post(`${v2}/jobs/${demo.jobs.load}/`, { ...(load as object), id: demo.jobs.load });
  await remove(`${v2}/jobs/${demo.jobs.ci}/`);

  await walkRuns(cloud, `${v2}`, demo.jobs.production);

  const configuration = { ...given, environment_id: demo.environments.production, state: 1 };
  const semantic = (await post(`${project}/semantic-layer-configurations/`, configuration)).id;
  await get(`${project}/semantic-layer-configurations/${semantic}/`);
  await post(`${project}/semantic-layer-configurations/${semantic}/`, { ...configuration, id: semantic });
  await remove(`${project}/semantic-layer-configurations/${semantic}/`);
  const values = { user: 'U', password: 'hush', role: 'R', warehouse: 'W', auth_type: 'password' };
  const key = {
    ...given,
    name: 'SL',
    adapter_version: 'snowflake_v0',
    schema_type: 'semantic_layer_credentials',
    values,
  };
  const semanticKey = (await post(`${v3}/semantic-layer-credentials/`, key)).id;
  await get(`${v3}/semantic-layer-credentials/?project_id=${demo.project}`);
  await get(`${v3}/semantic-layer-credentials/${semanticKey}/`);
  await post(`${v3}/semantic-layer-credentials/${semanticKey}/`, { ...key, id: semanticKey });
  await remove(`${v3}/semantic-layer-credentials/${semanticKey}/`);

  await remove(`${project}/repositories/${demo.repository}/`);
  await remove(`${project}/`);
}

async function walkRuns(cloud: DbtCloud, v2: string, job: number): Promise<void> {
  const logs = 'a model failed\n';
  cloud.state.runPlan = () => ({
    ends: 'error',
    steps: { 'dbt build': { fails: true, logs, runResults: { results: [] }, manifest: {} } },
  });
  const { id } = await ask(cloud, 'POST', `${v2}/jobs/${job}/run/`, { cause: marker });
  const run = `${v2}/runs/${id}/`;
  for (let looks = 0; looks < 20; looks += 1)
    await ask(cloud, 'GET', `${run}?include_related=["trigger","run_steps","debug_logs"]`);
  await ask(cloud, 'GET', `${v2}/runs/?job_definition_id=${job}&order_by=-id&include_related=["trigger"]`);
  await ask(cloud, 'GET', `${run}artifacts/`);
  const [step] = stepsOf(cloud.state.runs.get(id) ?? { id, run_steps: [] });
  await ask(cloud, 'GET', `${v2}/steps/${step?.id}/`);
  await ask(cloud, 'GET', `${run}artifacts/run_results.json?step=4`);
  await ask(cloud, 'GET', `${run}retry/`);
  const again = (await ask(cloud, 'POST', `${run}retry/`)).id;
  await ask(cloud, 'POST', `${v2}/runs/${again}/cancel/`);
  cloud.addRun(job);
}

const account = {
  ...{ private_key_id: 'k', private_key: 'hush', client_email: 'a@b.example', client_id: '1' },
  ...{ auth_uri: 'https://a.example', token_uri: 'https://a.example' },
  ...{ auth_provider_x509_cert_url: 'https://a.example', client_x509_cert_url: 'https://a.example' },
};
const connections = [
  { version: 'snowflake_v0', config: { account: 'ab', database: 'D', warehouse: 'W', role: 'R', allow_sso: false } },
  { version: 'redshift_v0', config: { hostname: 'h', dbname: 'd', port: 5439 } },
  { version: 'databricks_v0', config: { host: 'x.databricks.com', http_path: '/sql/1.0/warehouses/a', catalog: 'c' } },
  { version: 'bigquery_v0', config: { project_id: 'p', timeout_seconds: 300, retries: 1, ...account } },
  { version: 'bigquery_v1', config: { project_id: 'p', job_execution_timeout_seconds: 300, retries: 1, ...account } },
];

const field = (value: unknown, encrypt = false) => ({ metadata: { label: 'a field', encrypt }, value });
const credentials = [
  { type: 'snowflake', auth_type: 'password', schema: 's', user: 'U', password: 'hush' },
  { type: 'redshift', auth_type: 'password', default_schema: 's', username: 'U', password: 'hush' },
  { type: 'bigquery', schema: 's' },
  {
    type: 'adapter',
    adapter_version: 'databricks_v0',
    credential_details: { fields: { schema: field('s'), token: field('hush', true) }, field_order: [] },
  },
];
