import { describe, expect, it } from 'vitest';
import { adoptable } from '../../../../src/integrations/platform/dbt-cloud/adoptable.ts';
import { adoptionsOf } from '../../../../src/integrations/terraform/demo-module.ts';
import { importBlocks } from '../../../../src/integrations/terraform/import-blocks.ts';
import { ask, seedDemo } from '../../../setup/dbt-cloud/seed-demo.ts';
import type { DbtCloud } from '../../../setup/dbt-cloud/stand-in.ts';
import { marker, openAccount } from './opened.ts';

const of = { schema: 'acme_demo' };

function makeProject(cloud: DbtCloud) {
  const name = `Acme demo [${marker}]`;
  const project = { account_id: cloud.accountId, name, type: 0, state: 1 };
  return ask(cloud, 'POST', `/v3/accounts/${cloud.accountId}/projects/`, project);
}

describe('what Terraform can go on with', () => {
  it('is a whole demo, every thing once', async () => {
    const { cloud, client } = await openAccount();
    const demo = await seedDemo(cloud, marker);
    const { found, surplus, semanticLayer } = adoptable(await client.inventory(marker), of);
    expect(found).toEqual({
      ...{ projectId: demo.project, repositoryId: demo.repository, repositoryLinked: true },
      ...{ connectionId: demo.connection, credentialId: demo.credential, rawSchema: true },
      ...{ environments: demo.environments, jobs: demo.jobs },
    });
    expect(surplus).toEqual([]);
    expect(semanticLayer).toEqual([]);
    expect(found && adoptionsOf('snowflake', found)).toHaveLength(12);
  });

  it('has the jobs of the schedules that are wanted, and leaves another one alone', async () => {
    const { cloud, client } = await openAccount();
    const demo = await seedDemo(cloud, marker);
    const job = cloud.state.jobs.get(demo.jobs.production);
    const [nightly, twice, other] = [cloud.state.nextId(), cloud.state.nextId(), cloud.state.nextId()];
    for (const id of [nightly, twice]) cloud.state.jobs.set(id, { ...job, id, name: 'Production: nightly' });
    cloud.state.jobs.set(other, { ...job, id: other, name: 'Production: weekly' });
    const wanted = { ...of, schedules: ['nightly', 'by-day'] };
    const { found, surplus } = adoptable(await client.inventory(marker), wanted);
    expect(found?.jobs).toEqual({ ...demo.jobs, scheduled: { nightly } });
    expect(surplus.map(({ id }) => id)).toEqual([twice]);
    const adoptions = found ? adoptionsOf('snowflake', found) : [];
    expect(adoptions).toContainEqual({ address: 'dbtcloud_job.scheduled["nightly"]', id: String(nightly) });
    expect(importBlocks(adoptions)).toContain('to = dbtcloud_job.scheduled["nightly"]');
  });

  it('is nothing where nothing stands', async () => {
    const { client } = await openAccount();
    const nothing = { found: undefined, surplus: [], semanticLayer: [] };
    expect(adoptable(await client.inventory(marker), of)).toEqual(nothing);
  });

  it('is the fuller of two projects; the other is surplus, and removing that leaves the one', async () => {
    const { cloud, client } = await openAccount();
    const empty = await makeProject(cloud);
    const demo = await seedDemo(cloud, marker);
    const inventory = await client.inventory(marker);
    const { found, surplus } = adoptable(inventory, of);
    expect(found?.projectId).toBe(demo.project);
    expect(surplus).toMatchObject([{ kind: 'project', id: empty.id }]);

    expect((await client.remove({ ...inventory, standing: surplus })).remaining).toEqual([]);
    const after = adoptable(await client.inventory(marker), of);
    expect(after).toMatchObject({ found: { projectId: demo.project, jobs: demo.jobs }, surplus: [] });
  });

  it('takes what is in use before what is not, and leaves what people made', async () => {
    const { cloud, client } = await openAccount();
    const unused = await ask(cloud, 'POST', `/v3/accounts/${cloud.accountId}/connections/`, {
      ...{ account_id: cloud.accountId, name: `Acme demo [${marker}]`, adapter_version: 'snowflake_v0' },
      config: { account: 'ab12345', database: 'DEMO', warehouse: 'WH' },
    });
    const demo = await seedDemo(cloud, marker);
    const job = cloud.state.jobs.get(demo.jobs.load);
    const [twice, theirs] = [cloud.state.nextId(), cloud.state.nextId()];
    cloud.state.jobs.set(twice, { ...job, id: twice });
    cloud.state.jobs.set(theirs, { ...job, id: theirs, name: 'My own job' });
    const credential = cloud.state.credentials.get(demo.credential);
    const own = cloud.state.nextId();
    cloud.state.credentials.set(own, { ...credential, id: own, schema: 'dbt_jane' });

    const { found, surplus } = adoptable(await client.inventory(marker), of);
    expect(found).toMatchObject({ connectionId: demo.connection, credentialId: demo.credential, jobs: demo.jobs });
    expect(surplus.map(({ kind, id }) => `${kind} ${id}`)).toEqual([`connection ${unused.id}`, `job ${twice}`]);
  });

  it.each([
    { type: 'bigquery', schema: 'acme_demo' },
    { type: 'redshift', auth_type: 'password', default_schema: 'acme_demo', username: 'U', password: 'hush' },
    {
      type: 'adapter',
      adapter_version: 'databricks_v0',
      credential_details: { fields: { schema: { metadata: { encrypt: false }, value: 'acme_demo' } } },
    },
  ])('knows the demo’s credential of $type by its schema, wherever that stands', async (credential) => {
    const { cloud, client } = await openAccount();
    const { id: project } = await makeProject(cloud);
    const { id } = await ask(cloud, 'POST', `/v3/accounts/${cloud.accountId}/projects/${project}/credentials/`, {
      ...{ account_id: cloud.accountId, project_id: project, state: 1, threads: 8, target_name: 'default' },
      ...credential,
    });
    expect(adoptable(await client.inventory(marker), of).found?.credentialId).toBe(id);
  });

  it('leaves a connection without its project to be made again', async () => {
    const { cloud, client } = await openAccount();
    const { project } = await seedDemo(cloud, marker);
    await ask(cloud, 'DELETE', `/v3/accounts/${cloud.accountId}/projects/${project}/`);
    const { found, surplus } = adoptable(await client.inventory(marker), of);
    expect(found).toBeUndefined();
    expect(surplus.map(({ kind }) => kind)).toEqual(['connection']);
  });
});
