import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Build, BuildHarness, refusalOf } from './build-harness.ts';
import { plan } from './stub-dbt-cloud.ts';

const handle = `key-${'a'.repeat(26)}`;
const access = { values: { github_owner: 'acme' }, secrets: { github_token: handle } };
const cloud = { target: 'dbt-cloud', access } as const;

let harness: BuildHarness;
beforeAll(async () => {
  harness = await BuildHarness.open();
});
afterAll(() => harness.stop());
afterEach(async () => {
  await harness.endBuilds();
  harness.stubs.reset();
});

const inputsOf = (name: string) => harness.stubs.calls.filter((call) => call.name === name).map(({ input }) => input);
const outside = () =>
  harness.stubs
    .names()
    .filter((name) => !['checkBrief', 'planPieces', 'renderProject', 'rehearse', 'proveWarehouse'].includes(name))
    .filter((name) => !name.startsWith('draft') && !name.startsWith('generate'));

test('a build goes from its accounts to a live demo, with no local environment on the way', async () => {
  const build = await harness.start({}, cloud);
  const live = await build.reach('live');
  expect(outside()).toEqual([
    'checkAccounts',
    'readTemplateRepository',
    'publishRepository',
    'planInfrastructure',
    'applyInfrastructure',
    'awaitRepository',
    'runCloudJob',
    'runCloudJob',
    'applyInfrastructure',
    'openPullRequests',
    'runPullRequest',
  ]);
  for (const name of outside()) for (const input of inputsOf(name)) expect(input).toMatchObject({ access });
  expect(live).toMatchObject({
    landed: 'day-one',
    environment: { schema: 'acme_b1', cron: '0 6 * * *' },
    infrastructure: { semanticLayer: true },
    pullRequests: [{ change: 'fan-out' }],
    begun: ['repository', 'infrastructure', 'schemas', 'pull-requests'],
  });
  expect(live.runs.map(({ job }) => job)).toEqual(['load', 'production', 'ci']);
});

test('checks that fail are shown before any work, and mended by other values', async () => {
  harness.stubs.accounts.failedChecks = 1;
  const build = await harness.start({}, cloud);
  const asked = await build.asks('accounts');
  expect(asked).toMatchObject({ phase: 'setup', status: 'needs-attention', accounts: { failed: 1 } });
  expect(asked.steps.at(-1)?.failure).toMatchObject({ code: 'accounts-not-ready' });
  const other = `key-${'b'.repeat(26)}`;
  await build.decide(asked, {
    kind: 'enter-accounts',
    access: { values: { dbt_cloud_host: 'emea.dbt.com' }, secrets: { github_token: other } },
  });
  const drafted = await build.asks('review-scenario');
  expect(drafted.access).toEqual({
    values: { github_owner: 'acme', dbt_cloud_host: 'emea.dbt.com' },
    secrets: { github_token: other },
  });
  expect(inputsOf('checkAccounts')).toHaveLength(2);
});

test('a build can go on although a check fails, and cannot be given a secret itself', async () => {
  harness.stubs.accounts.failedChecks = 1;
  const build = await harness.start({}, cloud);
  const asked = await build.asks('accounts');
  const secret = { values: {}, secrets: { github_token: 'ghp_a_real_token_0123456789' } };
  expect(await refusalOf(build.decide(asked, { kind: 'enter-accounts', access: secret }))).not.toBe('taken');
  await build.decide(asked, { kind: 'skip' });
  await build.asks('review-scenario');
});

test('a token that is refused on the way is asked for, and the step goes on with another', async () => {
  const build = await harness.start({}, cloud);
  const provision = await build.reach('provision');
  harness.stubs.failing.set('applyInfrastructure', 1);
  harness.stubs.failureCode = 'terraform-token-refused';
  await build.decide(provision, { kind: 'provision' });
  const asked = await build.asks('accounts');
  expect(asked.ask?.step?.name).toBe('apply-infrastructure');
  await build.decide(asked, { kind: 'enter-accounts', access: { values: {}, secrets: { dbt_cloud_token: handle } } });
  await build.asks('live');
  expect(inputsOf('applyInfrastructure')[1]).toMatchObject({
    access: { secrets: { dbt_cloud_token: handle } },
    secretVersion: 2,
  });
});

test('a plan that does more than make and change waits for exactly that word', async () => {
  harness.stubs.accounts.waitingPlans = 2;
  const build = await harness.start({}, cloud);
  await build.decide(await build.reach('provision'), { kind: 'provision' });
  const first = await build.asks('review-plan');
  expect(first).toMatchObject({ status: 'needs-attention', plan: { reasons: [{ kind: 'gone' }] } });
  const another = { kind: 'approve-plan', changes: 'f'.repeat(64) } as const;
  expect(await refusalOf(build.decide(first, another))).toContain('another one');
  await build.decide(first, { kind: 'retry' });
  const second = await build.asks('review-plan', first.ask?.number);
  await build.decide(second, { kind: 'approve-plan', changes: plan.changes });
  await build.asks('live');
  expect(inputsOf('applyInfrastructure').slice(0, 3)).toMatchObject([{}, {}, { approved: plan.changes }]);
});

test('a failed provisioning can be rolled back: what was made goes, and the files are there to go on from', async () => {
  const build = await harness.start({}, cloud);
  const provision = await build.reach('provision');
  harness.stubs.failing.set('applyInfrastructure', 1);
  await build.decide(provision, { kind: 'provision' });
  const failed = await build.asks('step-failed');
  await build.decide(failed, { kind: 'roll-back' });
  const files = await build.asks('review-files');
  expect(outside().slice(-2)).toEqual(['destroyInfrastructure', 'retireRepository']);
  expect(files).toMatchObject({ begun: [], left: [] });
  expect(files.repository).toBeUndefined();
  await build.decide(files, { kind: 'approve-files', repositoryName: 'acme' });
  await build.asks('provision', files.ask?.number);
});

test('a red first run stands still, and trying again goes on from where it failed', async () => {
  harness.stubs.accounts.redRuns.set('production', 1);
  const build = await harness.start({}, cloud);
  await build.decide(await build.reach('provision'), { kind: 'provision' });
  const failed = await build.asks('step-failed');
  expect(failed.ask?.step?.name).toBe('run-production');
  await build.decide(failed, { kind: 'retry' });
  await build.asks('live');
  const runs = inputsOf('runCloudJob') as { runId: string; retry?: number }[];
  expect(runs.map(({ retry }) => retry)).toEqual([undefined, undefined, 1001]);
  expect(new Set(runs.map(({ runId }) => runId)).size).toBe(3);
});

test('what the demo can do without is left out by a word, and the demo is live', async () => {
  const build = await harness.start({}, cloud);
  const provision = await build.reach('provision');
  harness.stubs.failing.set('openPullRequests', 1);
  await build.decide(provision, { kind: 'provision' });
  await build.decide(await build.asks('step-failed'), { kind: 'skip' });
  expect((await build.asks('live')).pullRequests).toBeUndefined();
});

test('a landing, a reset and a teardown work in the accounts, the teardown in the order of need', async () => {
  const build = await harness.start({}, cloud);
  let seen = await build.reach('live');
  await build.decide(seen, { kind: 'land', batch: 'next-day' });
  seen = await build.asks('live', seen.ask?.number);
  expect(seen).toMatchObject({ landed: 'next-day', landings: [{ batch: 'next-day' }] });
  expect(inputsOf('runCloudJob').slice(-2)).toMatchObject([
    { job: 'load', subject: 'next-day', landed: 'day-one' },
    { job: 'production', subject: 'next-day', landed: 'next-day' },
  ]);

  await build.decide(seen, { kind: 'reset', asOf: '2026-12-01' });
  seen = await build.asks('live', seen.ask?.number);
  expect(seen).toMatchObject({ landed: 'day-one', asOf: '2026-12-01' });
  expect(outside().slice(-7)).toEqual([
    'closePullRequests',
    'publishRepository',
    'dropSchemas',
    'runCloudJob',
    'runCloudJob',
    'openPullRequests',
    'runPullRequest',
  ]);

  await build.decide(seen, { kind: 'tear-down' });
  const ended = await build.handle.result();
  expect(outside().slice(-6)).toEqual([
    'closePullRequests',
    'dropSchemas',
    'destroyInfrastructure',
    'retireRepository',
    'releaseArtifacts',
    'forgetKeys',
  ]);
  expect(ended).toMatchObject({ outcome: 'torn-down', begun: [], left: [], access: { secrets: {} } });
});

test('what a teardown cannot remove is tried again, or listed as left', async () => {
  const build = await harness.start({}, cloud);
  const live = await build.reach('live');
  harness.stubs.failing.set('destroyInfrastructure', 2);
  await build.decide(live, { kind: 'tear-down' });
  const first = await build.asks('step-failed');
  expect(await refusalOf(build.decide(first, { kind: 'roll-back' }))).toContain('rolled back');
  await build.decide(first, { kind: 'retry' });
  await build.decide(await build.asks('step-failed', first.ask?.number), { kind: 'skip' });
  const ended = await build.handle.result();
  expect(ended).toMatchObject({ outcome: 'torn-down', left: ['dbt Cloud project https://dbt.test/project'] });
});

test('a build whose provisioning was skipped is provisioned later', async () => {
  const build = await harness.start({}, cloud);
  await build.decide(await build.reach('provision'), { kind: 'skip-provisioning' });
  const later = await build.asks('live-unprovisioned');
  await build.decide(later, { kind: 'provision', options: { threads: 4 } });
  const live = await build.asks('live');
  expect(live.infrastructure).toBeDefined();
  expect(inputsOf('applyInfrastructure')[0]).toMatchObject({ options: { threads: 4 } });
});

test('the schedule is paused by a word, and by itself once the call’s day is over', async () => {
  const build = await harness.start({}, cloud);
  let seen = await build.reach('live');
  await build.decide(seen, { kind: 'schedule', on: false });
  seen = await build.asks('live', seen.ask?.number);
  expect(seen.environment?.paused).toBe(true);
  await build.decide(seen, { kind: 'schedule', on: true });
  seen = await build.asks('live', seen.ask?.number);
  expect(seen.environment?.paused).toBeUndefined();

  const held = await harness.start({}, { ...cloud, callDate: '2020-01-01' });
  await held.reach('live');
  await expect.poll(async () => (await held.state()).environment?.paused).toBe(true);
  expect((await held.asks('live')).ask?.kind).toBe('live');
});

test('a local build is refused what only accounts have', async () => {
  const build: Build = await harness.start();
  const live = await build.reach('live');
  expect(await refusalOf(build.decide(live, { kind: 'schedule', on: false }))).toContain('cannot be paused');
  expect(harness.stubs.count('checkAccounts')).toBe(0);
});

test('other values that are entered for a failed run reach dbt Cloud before the run is tried again, under its own id', async () => {
  const build = await harness.start({}, cloud);
  const provision = await build.reach('provision');
  harness.stubs.failing.set('runCloudJob', 1);
  await build.decide(provision, { kind: 'provision' });
  const failed = await build.asks('step-failed');
  expect(failed.ask?.step?.name).toBe('load-raw-data');
  const password = { values: {}, secrets: { snowflake_password: handle } };
  await build.decide(failed, { kind: 'enter-accounts', access: password });
  await build.asks('live');
  const steps = outside();
  expect(steps.slice(steps.indexOf('runCloudJob'), steps.indexOf('runCloudJob') + 3)).toEqual([
    'runCloudJob',
    'applyInfrastructure',
    'runCloudJob',
  ]);
  expect(inputsOf('applyInfrastructure')[1]).toMatchObject({ secretVersion: 2, access: password });
  expect((inputsOf('runCloudJob') as { runId: string }[]).slice(0, 2).map(({ runId }) => runId)).toEqual([
    'load-1',
    'load-1',
  ]);
});

test('a landing that fails on a call can be left, and the demo stays as it was', async () => {
  const build = await harness.start({}, cloud);
  const live = await build.reach('live');
  harness.stubs.failing.set('runCloudJob', 1);
  await build.decide(live, { kind: 'land', batch: 'next-day' });
  await build.decide(await build.asks('step-failed'), { kind: 'skip' });
  expect(await build.asks('live', live.ask?.number)).toMatchObject({ landed: 'day-one' });
});

test('what stands in an account is not made once more in another one', async () => {
  const build = await harness.start({}, cloud);
  const provision = await build.reach('provision');
  const moved = { values: { github_owner: 'another' }, secrets: {} };
  expect(await refusalOf(build.decide(provision, { kind: 'provision', access: moved }))).toContain('roll back');
  harness.stubs.failing.set('runCloudJob', 1);
  await build.decide(provision, { kind: 'provision' });
  const failed = await build.asks('step-failed');
  const away = { values: { dbt_cloud_account_id: '99' }, secrets: {} };
  expect(await refusalOf(build.decide(failed, { kind: 'enter-accounts', access: away }))).toContain('roll back');
});

test('a build that was taken back after provisioning can still be cancelled and taken down', async () => {
  const build = await harness.start({}, cloud);
  const live = await build.reach('live');
  harness.stubs.failing.set('renderProject', 1);
  await build.rewind(live, 'rehearse');
  await build.asks('step-failed');
  await build.cancel();
  await build.decide(await build.asks('roll-back'), { kind: 'tear-down' });
  expect(await build.handle.result()).toMatchObject({ outcome: 'cancelled', begun: [], left: [] });
  expect(outside()).toContain('destroyInfrastructure');
});

test('what a roll back could not remove is tried again by the teardown', async () => {
  const build = await harness.start({}, cloud);
  const provision = await build.reach('provision');
  harness.stubs.failing.set('applyInfrastructure', 1);
  await build.decide(provision, { kind: 'provision' });
  const failed = await build.asks('step-failed');
  harness.stubs.failing.set('destroyInfrastructure', 1);
  await build.decide(failed, { kind: 'roll-back' });
  await build.decide(await build.asks('step-failed', failed.ask?.number), { kind: 'skip' });
  const files = await build.asks('review-files');
  expect(files).toMatchObject({ begun: ['infrastructure'], left: [] });
  await build.cancel();
  await build.decide(await build.asks('roll-back'), { kind: 'tear-down' });
  expect(await build.handle.result()).toMatchObject({ begun: [], left: [] });
  expect(harness.stubs.count('destroyInfrastructure')).toBe(2);
});

test('a demo that is provisioned late, or comes to be live anew, lives as long as others do', async () => {
  const build = await harness.start({ expiryDays: 2 }, cloud);
  const live = await build.reach('live');
  await build.rewind(live, 'rehearse');
  const files = await build.asks('review-files', live.ask?.number);
  expect(files.expiresAt).toBeUndefined();
});

test('an account that turns out to be none is replaced by another one', async () => {
  const build = await harness.start({}, cloud);
  const provision = await build.reach('provision');
  harness.stubs.failing.set('applyInfrastructure', 1);
  harness.stubs.failureCode = 'dbt-cloud-account-missing';
  await build.decide(provision, { kind: 'provision' });
  const right = { values: { dbt_cloud_account_id: '99' }, secrets: {} };
  await build.decide(await build.asks('accounts'), { kind: 'enter-accounts', access: right });
  expect((await build.asks('live')).access?.values).toMatchObject(right.values);
});
