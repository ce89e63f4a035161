import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NativeConnection, Worker } from '@temporalio/worker';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDbtCloudActivities } from '../../src/activities/dbt-cloud/index.ts';
import type { Dependencies } from '../../src/activities/dependencies.ts';
import { createActivities } from '../../src/activities/index.ts';
import type { LeftoversFound } from '../../src/activities/leftovers/contract.ts';
import { lookForLeftovers } from '../../src/activities/leftovers/look-for-leftovers.ts';
import { fileArtifactRoots } from '../../src/integrations/artifacts/roots.ts';
import { localEnvironments } from '../../src/integrations/platform/local/environments.ts';
import { openSqliteRecords } from '../../src/integrations/records/open-sqlite.ts';
import { openGitHub } from '../../src/integrations/repository/github/open-github.ts';
import { localRepositories } from '../../src/integrations/repository/local-repositories.ts';
import { connectTemporal } from '../../src/integrations/temporal/connection.ts';
import { temporalOpenBuilds } from '../../src/integrations/temporal/open-builds.ts';
import { temporalProductionSchedules } from '../../src/integrations/temporal/production-schedules.ts';
import { buildWorkflowId, scheduleId } from '../../src/workflows/messages.ts';
import { outsideQueueOf } from '../../src/workflows/task-queues.ts';
import { aBuild } from '../integrations/records/rows.ts';
import { seedDemo } from '../setup/dbt-cloud/seed-demo.ts';
import { type DbtCloud, startDbtCloud } from '../setup/dbt-cloud/stand-in.ts';
import { type StandInGitHub, startGitHub } from '../setup/github/github.ts';
import { temporalAddress, workflowBundle } from '../setup/temporal.ts';
import { testDataConverter } from './build-harness.ts';

type Temporal = Awaited<ReturnType<typeof connectTemporal>>;

const queue = `leftovers-${randomUUID()}`;
let folder: string;
let temporal: Temporal;
let deps: Dependencies;
let github: StandInGitHub;
let dbtCloud: DbtCloud;
const dropped: string[] = [];
let stop: () => Promise<void>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'foundry-leftovers-'));
  const address = temporalAddress();
  temporal = await connectTemporal({ address, namespace: 'default', dataConverter: testDataConverter });
  const { client } = temporal;
  github = await startGitHub(join(folder, 'github'));
  github.state.addAccount('ann', 'User');
  github.state.tokens.set('ghp_of-the-service', { login: 'ann', scopes: ['repo', 'delete_repo'] });
  dbtCloud = await startDbtCloud();
  const defaults = {
    ...{ github_token: 'ghp_of-the-service', github_owner: 'ann', dbt_cloud_host: dbtCloud.url },
    ...{ dbt_cloud_account_id: String(dbtCloud.accountId), dbt_cloud_token: dbtCloud.token },
  };
  const stateOf = (build: string) => ({ drop: async () => void dropped.push(build) });
  // Of all steps only those that take things away are called.
  deps = {
    logger: pino({ level: 'silent' }),
    records: await openSqliteRecords(join(folder, 'records.sqlite')),
    roots: fileArtifactRoots(join(folder, 'artifacts')),
    environments: localEnvironments(join(folder, 'demos')),
    repositories: localRepositories(join(folder, 'repositories')),
    schedules: temporalProductionSchedules(client, { taskQueue: queue, workflowType: 'jobRun', idOf: scheduleId }),
    openBuilds: temporalOpenBuilds(client, buildWorkflowId),
    services: {
      defaults,
      githubApiUrl: github.url,
      templateRepository: undefined,
      terraform: { stateOf, workFolder: join(folder, 'work') },
    },
  } as unknown as Dependencies;
  const connection = await NativeConnection.connect({ address });
  const activities = createActivities(deps);
  const common = { connection, activities, dataConverter: testDataConverter };
  const workers = [
    await Worker.create({ ...common, taskQueue: queue, workflowBundle: workflowBundle() }),
    await Worker.create({
      ...{ connection, dataConverter: testDataConverter, taskQueue: outsideQueueOf(queue) },
      activities: createDbtCloudActivities(deps),
    }),
  ];
  const running = Promise.all(workers.map((worker) => worker.run()));
  stop = async () => {
    for (const worker of workers) worker.shutdown();
    await running;
    await connection.close();
    await github.close();
    await dbtCloud.close();
  };
});

afterAll(async () => {
  for (const build of await deps.schedules.builds()) await deps.schedules.remove(build);
  await stop();
  await temporal.connection.close();
  await deps.records.close();
  await rm(folder, { recursive: true, force: true });
});

/** Everything that a live demo has outside, its record, and its workflow: with no worker, so that it stays as it is. */
async function aLiveDemo({ known = true } = {}) {
  const id = `b${randomUUID().replaceAll('-', '').slice(0, 12)}`;
  const names = { project: 'p', profile: 'acme_demo', productionSchema: 'acme_b1' };
  await deps.environments.create({ buildId: id, generation: 3, ...names });
  await deps.repositories.create({ name: `acme-${id}`, build: id });
  await deps.schedules.put({ buildId: id, generation: 3, cron: '0 6 * * *', timeZone: 'UTC' });
  await deps.records.upsertBuild(aBuild({ id, phase: 'live', status: 'waiting', summary: { asks: 'live' } }));
  const start = () =>
    temporal.client.workflow.start('demoBuild', { workflowId: buildWorkflowId(id), taskQueue: `${queue}-none` });
  return { id, handle: known ? await start() : undefined };
}

const remove = (buildId: string): Promise<LeftoversFound> =>
  temporal.client.workflow.execute('removeLeftovers', {
    workflowId: `remove-${randomUUID()}`,
    taskQueue: queue,
    args: [{ buildId, archiveRepository: false }],
  });

const standing = async (id: string) => ({
  environments: (await deps.environments.builds()).includes(id),
  repository: (await deps.repositories.builds()).includes(id),
  schedule: (await deps.schedules.builds()).includes(id),
});
const everything = { environments: true, repository: true, schedule: true };
const nothing = { environments: false, repository: false, schedule: false };

test('what a terminated build left is found at start, noted, and removed when a person wants it', async () => {
  const { id, handle } = await aLiveDemo();
  await handle?.terminate('by an operator');
  await lookForLeftovers(deps);
  expect(await standing(id)).toEqual(everything);
  const [found] = (await deps.records.listBuilds({ leftovers: true, limit: 10 })).filter((build) => build.id === id);
  expect(found).toMatchObject({
    status: 'closed',
    summary: { leftovers: ['schedule', 'environments', 'repository'] },
  });

  expect(await remove(id)).toEqual({ things: [] });
  expect(await standing(id)).toEqual(nothing);
  expect((await deps.records.getBuild(id))?.summary).toEqual({});
  expect(await remove(id)).toEqual({ things: [] });
});

test('nothing is taken from a build that is open', async () => {
  const { id, handle } = await aLiveDemo();
  await lookForLeftovers(deps);
  expect(await deps.records.getBuild(id)).toMatchObject({ status: 'waiting', summary: { asks: 'live' } });
  await expect(remove(id)).rejects.toMatchObject({ cause: { cause: { type: 'build-open' } } });
  expect(await standing(id)).toEqual(everything);
  await handle?.terminate('the test is over');
});

test('a build that Temporal does not know is not taken for closed before nothing of it stands', async () => {
  const { id } = await aLiveDemo({ known: false });
  await lookForLeftovers(deps);
  expect(await deps.records.getBuild(id)).toMatchObject({ status: 'waiting', summary: { leftovers: { length: 3 } } });
  await remove(id);
  expect(await deps.records.getBuild(id)).toMatchObject({ status: 'closed', summary: {} });
});

test('a terminated build that had made nothing yet is closed in the list', async () => {
  const { id, handle } = await aLiveDemo();
  await deps.environments.remove(id);
  await deps.schedules.remove(id);
  await deps.repositories.remove({ name: `acme-${id}`, build: id });
  await handle?.terminate('by an operator');
  await lookForLeftovers(deps);
  expect(await deps.records.getBuild(id)).toMatchObject({ status: 'closed', summary: {} });
});

describe('a terminated build of a demo in dbt Cloud', () => {
  /** With a repository at GitHub, and all that Terraform makes. */
  async function aCloudDemo() {
    const id = `b${randomUUID().replaceAll('-', '').slice(0, 12)}`;
    const own = openGitHub({
      apiUrl: github.url,
      credential: { kind: 'token', token: 'ghp_of-the-service' },
      owner: 'ann',
    });
    await own.create({ name: `acme-${id}`, build: id });
    await seedDemo(dbtCloud, `foundry-${id}`);
    await deps.records.upsertBuild(aBuild({ id, target: 'dbt-cloud', phase: 'live', status: 'waiting', summary: {} }));
    const workflow = { workflowId: buildWorkflowId(id), taskQueue: `${queue}-none` };
    const handle = await temporal.client.workflow.start('demoBuild', workflow);
    await handle.terminate('by an operator');
    return { id, repository: () => own.find(id) };
  }
  /** dbt Cloud keeps deleted projects in state 2. */
  const standing = (id: string) =>
    [dbtCloud.state.projects, dbtCloud.state.connections].flatMap((rows) =>
      [...rows.values()].filter(({ name, state }) => state !== 2 && String(name).includes(`foundry-${id}]`)),
    );

  test('is looked at with the service’s own accounts, and what stands is removed when a person wants it', async () => {
    const { id, repository } = await aCloudDemo();
    const other = await aCloudDemo();
    await lookForLeftovers(deps);
    expect((await deps.records.getBuild(id))?.summary).toEqual({ leftovers: ['infrastructure', 'repository'] });

    expect(await remove(id)).toEqual({ things: [], target: 'dbt-cloud' });
    expect([standing(id), await repository()]).toEqual([[], undefined]);
    expect([dropped, github.misuses, dbtCloud.unexpected]).toEqual([[id], [], []]);
    expect((await deps.records.getBuild(id))?.summary).toEqual({});
    expect(standing(other.id)).toHaveLength(2);
    expect(await other.repository()).toBeDefined();
    await remove(other.id);
  });

  test('is not taken for gone while a service shows nothing of it, and others are looked at', async () => {
    const { id } = await aCloudDemo();
    const local = await aLiveDemo();
    await local.handle?.terminate('by an operator');
    dbtCloud.faults.plan({ does: 'refuse', status: 403, times: 9 });
    await lookForLeftovers(deps);
    dbtCloud.faults.clear();
    expect(await deps.records.getBuild(id)).toMatchObject({ status: 'waiting', summary: {} });
    expect((await deps.records.getBuild(local.id))?.summary).toMatchObject({ leftovers: { length: 3 } });
    await remove(id);
    await remove(local.id);
  });

  test('says what cannot be deleted in dbt Cloud, and leaves the repository', async () => {
    const { id, repository } = await aCloudDemo();
    dbtCloud.faults.plan({ does: 'refuse', status: 403, method: 'DELETE', path: '/connections/', times: 99 });
    await expect(remove(id)).rejects.toMatchObject({
      cause: {
        cause: {
          type: 'infrastructure-left',
          message: expect.stringMatching(/one thing of this demo.*connection Acme demo/),
        },
      },
    });
    dbtCloud.faults.clear();
    expect(await repository()).toBeDefined();
    expect((await remove(id)).things).toEqual([]);
  });

  test('is listed as its own end noted it, and can be tried again until it is gone', async () => {
    const { id, repository } = await aCloudDemo();
    const noted = { outcome: 'cancelled', left: ['repository'], leftovers: ['repository', 'infrastructure'] };
    // A roll back that left something goes back to the files.
    const ended = aBuild({ id, target: 'dbt-cloud', phase: 'files', status: 'closed', summary: noted });
    await deps.records.upsertBuild(ended);
    await lookForLeftovers(deps);
    expect((await deps.records.getBuild(id))?.summary).toMatchObject({ leftovers: ['infrastructure', 'repository'] });
    dbtCloud.faults.plan({ does: 'refuse', status: 403, method: 'DELETE', path: '/projects/', times: 99 });
    await expect(remove(id)).rejects.toMatchObject({ cause: { cause: { type: 'infrastructure-left' } } });
    dbtCloud.faults.clear();
    expect((await deps.records.getBuild(id))?.summary).toMatchObject({ leftovers: ['infrastructure', 'repository'] });
    await remove(id);
    expect([standing(id), await repository()]).toEqual([[], undefined]);
    expect(await deps.records.listBuilds({ leftovers: true, limit: 10 })).not.toContainEqual(
      expect.objectContaining({ id }),
    );
  });

  test('is not taken for gone where it stands in other accounts than the service’s own', async () => {
    const { id } = await aCloudDemo();
    const summary = { leftovers: ['repository'], places: { github_owner: 'bob' } };
    await deps.records.upsertBuild(aBuild({ id, target: 'dbt-cloud', phase: 'teardown', status: 'closed', summary }));
    await expect(remove(id)).rejects.toMatchObject({
      cause: { cause: { type: 'leftovers-not-seen', message: expect.stringContaining('bob') } },
    });
    expect((await deps.records.getBuild(id))?.summary).toEqual(summary);
    await deps.records.upsertBuild(aBuild({ id, target: 'dbt-cloud', phase: 'teardown', summary: {} }));
    await remove(id);
  });
});
