import { describe, expect, it } from 'vitest';
import { ofKind } from '../../../../src/integrations/platform/dbt-cloud/inventory.ts';
import { ask, seedDemo } from '../../../setup/dbt-cloud/seed-demo.ts';
import { marker, openAccount } from './opened.ts';

describe('what stands under a build’s marker', () => {
  it('is listed with the ids by which Terraform adopts it', async () => {
    const { cloud, client } = await openAccount();
    const { project, connection, repository, credential, environments, jobs } = await seedDemo(cloud, marker);
    cloud.addRun(jobs.production);
    const inProject = `/v3/accounts/${cloud.accountId}/projects/${project}`;
    const given = { account_id: cloud.accountId, project_id: project };
    const semantic = await ask(cloud, 'POST', `${inProject}/semantic-layer-configurations/`, {
      ...{ ...given, environment_id: environments.production, state: 1 },
    });
    await ask(cloud, 'POST', `${inProject}/`, {
      ...{ account_id: cloud.accountId, name: `Acme demo [${marker}]`, state: 1, type: 0 },
      ...{ repository_id: repository, semantic_layer_config_id: semantic.id },
    });
    const semanticCredential = await ask(cloud, 'POST', `/v3/accounts/${cloud.accountId}/semantic-layer-credentials/`, {
      ...{ ...given, name: 'SL', adapter_version: 'snowflake_v0', schema_type: 'semantic_layer_credentials' },
      values: { user: 'U', password: 'a-password' },
    });

    const inventory = await client.inventory(marker);

    expect(inventory.standing.map(({ kind, importId }) => `${kind} ${importId}`).sort()).toEqual(
      [
        `project ${project}`,
        `connection ${connection}`,
        `repository ${project}:${repository}`,
        `credential ${project}:${credential}`,
        ...Object.values(environments).map((id) => `environment ${project}:${id}`),
        `environment-variable ${project}:DBT_RAW_SCHEMA`,
        ...Object.values(jobs).map((id) => `job ${id}`),
        `semantic-layer-configuration ${project}:${semantic.id}`,
        `semantic-layer-credential ${semanticCredential.id}`,
      ].sort(),
    );
    expect(ofKind(inventory, 'repository')).toMatchObject([{ fullName: 'acme/acme-dbt-demo', linked: true }]);
    expect(
      ofKind(inventory, 'environment').find(({ deploymentType }) => deploymentType === 'production'),
    ).toMatchObject({
      name: 'Production',
      connectionId: connection,
      credentialId: credential,
      url: `${cloud.url}/deploy/${cloud.accountId}/projects/${project}/environments/${environments.production}`,
    });
    expect(JSON.stringify(inventory)).not.toMatch(/a-private-key|a-password/);
    expect(cloud.unexpected).toEqual([]);
  });

  it('is found twice where it was made twice', async () => {
    const { cloud, client } = await openAccount();
    const one = await seedDemo(cloud, marker);
    const other = await seedDemo(cloud, marker);
    const projects = ofKind(await client.inventory(marker), 'project').map(({ id }) => id);
    expect(projects).toEqual([one.project, other.project]);
  });

  it('is never another build’s, however alike the markers', async () => {
    const { cloud, client } = await openAccount();
    await seedDemo(cloud, `${marker}7`);
    expect((await client.inventory(marker)).standing).toEqual([]);
    await expect(client.inventory('foundry')).rejects.toThrow('marker');
  });

  it('is listed whole where there are more than a page of it', async () => {
    const { cloud, client } = await openAccount();
    const { project, environments } = await seedDemo(cloud, marker);
    const template = [...cloud.state.jobs.values()][0];
    for (let count = 0; count < 120; count += 1) {
      const id = cloud.state.nextId();
      cloud.state.jobs.set(id, { ...template, id, project_id: project, environment_id: environments.production });
    }
    expect(ofKind(await client.inventory(marker), 'job')).toHaveLength(123);
  });

  it('is listed where the plan has no Semantic Layer to ask about', async () => {
    const { cloud, client } = await openAccount();
    await seedDemo(cloud, marker);
    cloud.faults.plan({ does: 'refuse', status: 403, path: '/semantic-layer-credentials/' });
    expect(ofKind(await client.inventory(marker), 'environment')).toHaveLength(3);
  });

  it('is nothing once the project is gone', async () => {
    const { cloud, client } = await openAccount();
    const { project } = await seedDemo(cloud, marker);
    await ask(cloud, 'DELETE', `/v3/accounts/${cloud.accountId}/projects/${project}/`);
    expect((await client.inventory(marker)).standing.map(({ kind }) => kind)).toEqual(['connection']);
  });

  it('is nothing of a project that is deleted while it is looked at', async () => {
    const { cloud, client } = await openAccount();
    const { project } = await seedDemo(cloud, marker);
    const gone = { does: 'refuse', status: 404 } as const;
    cloud.faults.plan({ ...gone, path: '/repositories/' }, { ...gone, path: new RegExp(`/projects/${project}/$`) });
    const listing = client.inventory(marker);
    expect((await listing).standing.map(({ kind }) => kind)).toEqual(['connection', 'project']);
  });
});

describe('removing what stands', () => {
  it('removes all of a build and nothing of another', async () => {
    const { cloud, client, lines } = await openAccount();
    await seedDemo(cloud, marker);
    const other = await seedDemo(cloud, 'foundry-bother234567');
    const before = await client.inventory(marker);

    const { removed, remaining } = await client.remove(before);

    expect(remaining).toEqual([]);
    expect(removed).toHaveLength(before.standing.length);
    expect((await client.inventory(marker)).standing).toEqual([]);
    expect(ofKind(await client.inventory('foundry-bother234567'), 'project')).toMatchObject([{ id: other.project }]);
    expect((await client.inventory('foundry-bother234567')).standing).toHaveLength(before.standing.length);
    expect(lines.at(0)).toBe('Removing 1 of 11 in dbt Cloud: job Load raw data');
    expect(cloud.unexpected).toEqual([]);
  });

  it('goes on after a failure and says what remains, and why; a second try removes the rest', async () => {
    const { cloud, client } = await openAccount();
    const { connection } = await seedDemo(cloud, marker);
    cloud.faults.plan({ does: 'refuse', status: 403, method: 'DELETE', path: `/connections/${connection}/` });
    const { remaining } = await client.remove(await client.inventory(marker));
    expect(remaining).toMatchObject([
      { standing: { kind: 'connection', id: connection }, sentence: expect.stringContaining('may not do this') },
    ]);
    expect((await client.remove(await client.inventory(marker))).remaining).toEqual([]);
  });

  it('is not undone by answers that get lost', async () => {
    const { cloud, client } = await openAccount();
    await seedDemo(cloud, marker);
    cloud.faults.plan(
      { does: 'lose-answer', method: 'DELETE', times: 3 },
      { does: 'lose-answer', method: 'DELETE', page: 502 },
    );
    expect((await client.remove(await client.inventory(marker))).remaining).toEqual([]);
  });

  it('does not take “not found” for “gone” where the token may not delete', async () => {
    const { cloud, client } = await openAccount();
    const { project } = await seedDemo(cloud, marker);
    cloud.faults.plan({ does: 'refuse', status: 404, method: 'DELETE', times: 99 });
    const { removed, remaining } = await client.remove(await client.inventory(marker));
    expect(removed).toEqual([]);
    expect(remaining.map(({ standing }) => standing.id)).toContain(project);
  });
});
