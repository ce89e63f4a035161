import { mkdir, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { awaitRepository } from '../../../src/activities/dbt-cloud/await-repository.ts';
import { destroyInfrastructure } from '../../../src/activities/dbt-cloud/destroy-infrastructure.ts';
import { workingFolderOf } from '../../../src/activities/dbt-cloud/infrastructure-request.ts';
import { failureOf } from '../../integrations/terraform/setup.ts';
import { ask, seedDemo } from '../../setup/dbt-cloud/seed-demo.ts';
import { counts, nothing, oneDemo } from '../../terraform/demo.ts';
import { marker, startCloudBuild } from './cloud-build.ts';

/** A build whose demo stands, on a machine without Terraform. */
async function aDemo() {
  const build = await startCloudBuild('snowflake', { terraform: '/nowhere/terraform' });
  const ids = await seedDemo(build.cloud, marker, 'acme_abc');
  const destroy = () => destroyInfrastructure(build.deps)(build.input(), build.context);
  return { ...build, ids, destroy };
}

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );

describe('taking a demo down by the interface alone, where there is no Terraform', () => {
  it('removes all of it, its state and its working folder', async () => {
    const { cloud, deps, state, destroy, lines } = await aDemo();
    await state.save(Buffer.from('{"version":4}'));
    const folder = workingFolderOf(deps, 'bq7cabc23456');
    await mkdir(folder, { recursive: true });
    expect(counts(cloud)).toEqual(oneDemo);
    await destroy();
    expect(counts(cloud)).toEqual(nothing);
    expect(await state.load()).toBeUndefined();
    expect(await exists(folder)).toBe(false);
    expect(lines.at(-1)).toBe('100 %: Nothing of this demo is left in dbt Cloud');
    expect(lines).toContainEqual(expect.stringMatching(/^95 %: Removing 1 of \d+ in dbt Cloud: job/));
  });

  it('is done again without harm, also where nothing ever stood', async () => {
    const { destroy, cloud } = await aDemo();
    await destroy();
    await destroy();
    expect(counts(cloud)).toEqual(nothing);
  });

  it('leaves another build’s demo, and a connection without the marker, where they are', async () => {
    const { destroy, cloud } = await aDemo();
    await seedDemo(cloud, 'foundry-bq7cabc234567');
    await ask(cloud, 'POST', `/v3/accounts/${cloud.accountId}/connections/`, {
      account_id: cloud.accountId,
      ...{ name: 'Company’s own', adapter_version: 'snowflake_v0' },
      config: { account: 'ab12345', database: 'DEMO', warehouse: 'WH' },
    });
    await destroy();
    expect(counts(cloud)).toEqual({ ...oneDemo, connections: 2 });
  });

  it('says what is left with its link, keeps the state, and goes on from there', async () => {
    const { cloud, ids, destroy, state, expectNoSecret } = await aDemo();
    await state.save(Buffer.from('{"version":4}'));
    cloud.faults.plan({
      ...{ does: 'refuse', status: 403, message: 'Not for you.', method: 'DELETE' },
      ...{ path: new RegExp(`/connections/${ids.connection}/$`), times: 5 },
    });
    const failure = await failureOf(destroy());
    expect(failure).toMatchObject({ code: 'infrastructure-left', retryable: true });
    expect(failure.sentence).toContain('dbt Cloud still has one thing of this demo.');
    expect(failure.sentence).toContain(`connection Acme demo [${marker}] (${cloud.url}/settings/accounts/`);
    expect(await state.load()).toBeDefined();
    await expectNoSecret(failure);
    cloud.faults.clear();
    await destroy();
    expect(counts(cloud)).toEqual(nothing);
  });

  it('goes without the warehouse’s secrets, but not without the token', async () => {
    const { cloud, vault, deps, input, enter, context } = await aDemo();
    await vault.forget('bq7cabc23456');
    const lost = await enter({ dbt_cloud_token: cloud.token });
    await vault.forget('bq7cabc23456');
    const access = { ...input().access, secrets: { ...input().access.secrets, ...lost.secrets } };
    const failure = await failureOf(destroyInfrastructure(deps)(input({ access }), context));
    expect(failure).toMatchObject({ code: 'account-secret-lost', fields: ['dbt_cloud_token'] });
    await destroyInfrastructure(deps)(input(), context);
    expect(counts(cloud)).toEqual(nothing);
  });

  it('stops at a token that is refused, and says so', async () => {
    const { deps, input, enter, context, expectNoSecret } = await aDemo();
    const access = await enter({ dbt_cloud_token: 'dbtc_another-token' });
    const failure = await failureOf(destroyInfrastructure(deps)(input({ access }), context));
    expect(failure).toMatchObject({ code: 'dbt-cloud-token-refused' });
    await expectNoSecret(failure);
  });
});

it('removes working folders that killed runs of other builds left long ago, and no others', async () => {
  const { deps, destroy } = await aDemo();
  const folders = await Promise.all(
    ['foundry-long-ago', 'foundry-just-now'].map(async (name) => {
      const folder = join(deps.services.terraform.workFolder, name);
      await mkdir(folder, { recursive: true });
      await writeFile(join(folder, 'terraform.tfstate'), '{}');
      return folder;
    }),
  );
  const [longAgo = '', justNow = ''] = folders;
  const then = new Date(Date.now() - 2 * 60 * 60_000);
  await utimes(join(longAgo, 'terraform.tfstate'), then, then);
  await utimes(longAgo, then, then);
  await destroy();
  expect([await exists(longAgo), await exists(justNow)]).toEqual([false, true]);
});

it('waits until dbt Cloud knows the repository', async () => {
  const { cloud, ids, deps, input, context } = await aDemo();
  const { access, project, buildId } = input();
  const infrastructure = {
    ...{ projectId: ids.project, repositoryId: ids.repository, connection: { id: ids.connection, made: true } },
    ...{ environments: ids.environments, jobs: ids.jobs, semanticLayer: false },
    schemas: { production: 'acme_abc', raw: 'acme_abc_raw' },
    urls: {
      ...{ project: cloud.url, develop: cloud.url, production: cloud.url },
      jobs: { load: cloud.url, production: cloud.url, ci: cloud.url },
    },
  };
  await awaitRepository(deps)({ buildId, access, project, infrastructure }, context);
  const repository = cloud.state.repositories.get(ids.repository);
  expect(repository?.full_name).toBe('acme/acme-dbt-demo');
});
