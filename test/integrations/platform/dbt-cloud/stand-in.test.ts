import { describe, expect, it } from 'vitest';
import { runStatus } from '../../../setup/dbt-cloud/run-plan.ts';
import { ask, seedDemo } from '../../../setup/dbt-cloud/seed-demo.ts';
import { marker, openAccount } from './opened.ts';

async function openDemo() {
  const { cloud } = await openAccount();
  const demo = await seedDemo(cloud, marker);
  const account = `/v3/accounts/${cloud.accountId}`;
  const given = { account_id: cloud.accountId, project_id: demo.project };
  const fields = { ...given, dbt_version: 'latest', use_custom_branch: false, supports_docs: false, state: 1 };
  return { cloud, demo, account, project: `${account}/projects/${demo.project}`, given, fields };
}

describe('the stand-in of dbt Cloud', () => {
  it('has one development and one production environment a project', async () => {
    const { cloud, project, fields } = await openDemo();
    const post = (more: object) => ask(cloud, 'POST', `${project}/environments/`, { ...fields, ...more });
    await expect(post({ name: 'Dev 2', type: 'development' })).rejects.toThrow(/400.*already exists/);
    const production = { name: 'Prod 2', type: 'deployment', deployment_type: 'production' };
    await expect(post(production)).rejects.toThrow(/400.*already exists/);
    await expect(post({ name: 'Another', type: 'deployment' })).resolves.toHaveProperty('id');
  });

  it('sets up the Semantic Layer only after a successful run', async () => {
    const { cloud, demo, project, given } = await openDemo();
    const body = { ...given, environment_id: demo.environments.production, state: 1 };
    const post = () => ask(cloud, 'POST', `${project}/semantic-layer-configurations/`, body);
    await expect(post()).rejects.toThrow('no successful run');
    cloud.addRun(demo.jobs.load);
    await expect(post()).rejects.toThrow('no successful run');
    cloud.addRun(demo.jobs.production);
    await expect(post()).resolves.toHaveProperty('id');
  });

  it('never answers a secret', async () => {
    const { cloud, demo, project } = await openDemo();
    await ask(cloud, 'POST', `${project}/environment-variables/bulk/`, {
      env_var: { new_name: 'DBT_ENV_SECRET_KEY', Production: 'a-secret-value' },
    });
    for (const path of ['credentials/', `credentials/${demo.credential}/`, 'environment-variables/environment/'])
      await ask(cloud, 'GET', `${project}/${path}`);
    expect(cloud.state.secrets.map(({ value }) => value)).toEqual(['a-private-key', 'a-secret-value']);
    const answers = JSON.stringify(cloud.requests.map(({ answer }) => answer));
    expect(answers).toContain('**********');
    expect(answers).not.toMatch(/a-private-key|a-secret-value/);
  });

  it('unlinks what a whole update leaves out', async () => {
    const { cloud, demo, project, fields } = await openDemo();
    const name = `Acme demo [${marker}]`;
    await ask(cloud, 'POST', `${project}/`, { account_id: cloud.accountId, name, type: 0, state: 1 });
    expect(cloud.state.projects.get(demo.project)?.repository_id).toBeNull();
    const production = `${project}/environments/${demo.environments.production}/`;
    await ask(cloud, 'POST', production, { ...fields, name: 'Production', type: 'deployment' });
    expect(cloud.state.environments.get(demo.environments.production)).toMatchObject({
      connection_id: null,
      credentials_id: null,
    });
  });

  it('hides what is deleted softly, with all that it held', async () => {
    const { cloud, demo, account, project } = await openDemo();
    const { id: jobId } = await ask(cloud, 'GET', `/v2/accounts/${cloud.accountId}/jobs/${demo.jobs.ci}/`);
    const name = `Acme demo [${marker}]`;
    await ask(cloud, 'POST', `${project}/`, { account_id: cloud.accountId, name, type: 0, state: 2 });
    for (const path of [`${project}/`, `/v2/accounts/${cloud.accountId}/jobs/${jobId}/`])
      await expect(ask(cloud, 'GET', path)).rejects.toThrow('404');
    await expect(ask(cloud, 'GET', `${account}/projects/`)).resolves.toEqual([]);
    await expect(ask(cloud, 'GET', `${account}/connections/${demo.connection}/`)).resolves.toHaveProperty('id');
  });

  it('keeps a connection that is in use', async () => {
    const { cloud, demo, account } = await openDemo();
    await expect(ask(cloud, 'DELETE', `${account}/connections/${demo.connection}/`)).rejects.toThrow('is used by');
  });

  it('refuses a schema with a hyphen, and a variable for an environment that is not there', async () => {
    const { cloud, project, given } = await openDemo();
    const credential = { ...given, type: 'bigquery', state: 1, threads: 4, schema: 'acme-demo' };
    await expect(ask(cloud, 'POST', `${project}/credentials/`, credential)).rejects.toThrow('400');
    const env_var = { new_name: 'DBT_X', Nowhere: '1' };
    await expect(ask(cloud, 'POST', `${project}/environment-variables/bulk/`, { env_var })).rejects.toThrow('400');
  });

  it('refuses and remembers what the interface does not have', async () => {
    const { cloud, account, project } = await openDemo();
    await expect(ask(cloud, 'GET', `${account}/unicorns/`)).rejects.toThrow('404');
    await expect(ask(cloud, 'GET', `${account}/projects/?colour=red`)).rejects.toThrow('400');
    await expect(ask(cloud, 'POST', `${project}/`, { colour: 'red' })).rejects.toThrow('400');
    expect(cloud.unexpected).toEqual([
      `GET ${account}/unicorns/ is not a route`,
      `GET ${account}/projects/ has the query colour`,
      `POST ${project}/ has the fields colour`,
    ]);
  });

  it('lets a test move runs by hand', async () => {
    const { cloud, demo } = await openDemo();
    cloud.state.movesByReading = false;
    const v2 = `/v2/accounts/${cloud.accountId}`;
    const { id } = await ask(cloud, 'POST', `${v2}/jobs/${demo.jobs.load}/run/`, { cause: marker });
    const status = async () => (await ask(cloud, 'GET', `${v2}/runs/${id}/`)) as { id: number; status?: number };
    await status();
    expect((await status()).status).toBe(runStatus.queued);
    cloud.moveRun(id);
    expect((await status()).status).toBe(runStatus.starting);
    cloud.moveRun(id, runStatus.error);
    expect(await status()).toMatchObject({ status: runStatus.error, is_error: true, can_retry: true });
  });

  it('strikes with a fault exactly as often as planned', async () => {
    const { cloud, account } = await openDemo();
    cloud.faults.plan({ does: 'refuse', status: 500, method: 'GET', path: '/projects/', after: 1, times: 2 });
    const outcomes = [];
    for (let count = 0; count < 4; count += 1)
      outcomes.push(
        await ask(cloud, 'GET', `${account}/projects/`).then(
          () => 'ok',
          () => 'failed',
        ),
      );
    expect(outcomes).toEqual(['ok', 'failed', 'failed', 'ok']);
    expect(cloud.faults.left).toBe(0);
  });
});
