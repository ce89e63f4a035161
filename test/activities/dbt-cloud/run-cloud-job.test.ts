import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { runCloudJob } from '../../../src/activities/dbt-cloud/run-cloud-job.ts';
import { cloudSteps } from '../../../src/domain/run-plan/cloud-steps.ts';
import type { Scenario } from '../../../src/domain/scenario/scenario.ts';
import { plannedLibrary } from '../../domain/run-plan/planned-library.ts';
import { runStatus } from '../../setup/dbt-cloud/run-plan.ts';
import { buildId, green, openCloudBench, patience, plan, strangers } from './cloud-bench.ts';

type Wanted = Pick<Parameters<ReturnType<typeof runCloudJob>>[0], 'job' | 'runId'> &
  Partial<Parameters<ReturnType<typeof runCloudJob>>[0]>;

async function open(scenario?: Scenario) {
  const bench = await openCloudBench(scenario);
  const run = (wanted: Wanted) => bench.run(runCloudJob(bench.deps, patience), { ...bench.input, ...wanted });
  return { ...bench, run };
}

const incident = 'unknown-members-on-next-day';
const load = { job: 'load', runId: 'load-1', subject: 'day-one' } as const;
const production = { job: 'production', runId: 'production-2', landed: 'day-one' } as const;

describe('a run that is green', () => {
  it('is told with its address, its id and the seconds that a person waited, and recorded with its results', async () => {
    const { cloud, demo, run, runs, resultsOf, records } = await open();
    cloud.state.runPlan = () => plan('dbt build', green);
    const state = await run(production);
    const [row] = runs();
    expect(runs()).toMatchObject([
      { job_id: demo.jobs.production, trigger: { cause: `foundry-${buildId} production-2`, git_branch: 'main' } },
    ]);
    const seconds = (Date.parse(String(row?.finished_at)) - Date.parse(String(row?.created_at))) / 1000;
    expect(seconds).toBeGreaterThan(5);
    expect(state).toEqual({
      ...{ id: 'production-2', job: 'production', status: 'green', asPromised: true, seen: 'green, 2 nodes', seconds },
      endedAt: new Date(String(row?.finished_at)).toISOString(),
      results: expect.stringMatching(/^[0-9a-f]{64}$/),
      ...{ url: row?.href, cloudId: row?.id },
    });
    expect(await resultsOf(state)).toMatchObject({
      ...{ job: 'production', subject: null, landed: 'day-one', seen: 'green, 2 nodes' },
      commands: [{ title: 'dbt deps' }, { title: 'dbt build' }, { title: 'dbt docs generate' }],
    });
    const recorded = await records.listRuns({ buildId, limit: 10 });
    expect(recorded).toMatchObject([{ runId: 'production-2', status: 'green', seconds, results: state.results }]);
    expect(cloud.unexpected).toEqual([]);
  });

  it('loads a batch from its branch, and day one from main', async () => {
    const { cloud, demo, run, runs } = await open();
    cloud.state.runPlan = () => plan('dbt seed', { 'seed.raw_desk__loans': 'success' });
    await expect(run(load)).resolves.toMatchObject({ job: 'load', subject: 'day-one', asPromised: true });
    await expect(run({ ...load, runId: 'load-2', subject: incident })).resolves.toMatchObject({ asPromised: true });
    expect(runs().map(({ job_id, git_branch }) => [job_id, git_branch])).toEqual([
      [demo.jobs.load, 'main'],
      [demo.jobs.load, `batch/${incident}`],
    ]);
  });

  it('makes docs, but not while somebody waits for a landing', async () => {
    const { cloud, run, runs } = await open();
    cloud.state.runPlan = () => plan('dbt build', green);
    await run(production);
    await run({ ...production, runId: 'production-3', subject: 'next-day', landed: 'next-day' });
    const docs = runs().map(({ run_steps }) => JSON.stringify(run_steps).includes('dbt docs generate'));
    expect(docs).toEqual([true, false]);
  });
});

describe('a run by a plan of several steps', () => {
  it('is one result: after a red step the models of the later ones count as skipped', async () => {
    const scenario = plannedLibrary({ kind: 'by-layer' });
    scenario.incidents[0]?.promise.skips.push('dim_members');
    const { cloud, demo, run, resultsOf } = await open(scenario);
    const [staging = '', intermediate = ''] = cloudSteps(scenario) ?? [];
    Object.assign(cloud.state.jobs.get(demo.jobs.production) ?? {}, { execute_steps: cloudSteps(scenario) });
    const built = { 'model.stg_desk__loans': 'success', 'model.stg_desk__members': 'success' };
    const red = plan(staging, {
      ...{ ...built, 'model.stg_catalogue__books': 'success' },
      'test.every_loan_has_a_member': 'fail',
    });
    cloud.state.runPlan = () => red;
    const state = await run({ ...production, subject: incident, landed: incident });
    expect(state).toMatchObject({ status: 'red', asPromised: true });
    const { commands, nodes } = await resultsOf(state);
    expect(commands.find(({ title }) => title === staging)?.succeeded).toBe(false);
    expect(commands.some(({ title, succeeded }) => title === intermediate && succeeded)).toBe(false);
    expect(nodes.filter(({ status }) => status === 'skipped').map(({ name }) => name)).toContain('dim_members');
  });
});

describe('a run that is red', () => {
  it('is as promised after an incident, when exactly that fails and is skipped', async () => {
    const { cloud, run, resultsOf } = await open();
    cloud.state.runPlan = () => plan('dbt build', strangers, 'Failure in test every_loan_has_a_member');
    const landing = { ...production, subject: incident, landed: incident };
    const state = await run(landing);
    expect(state).toMatchObject({ status: 'red', asPromised: true, subject: incident });
    const { promised, seen, log } = await resultsOf(state);
    expect(seen).toBe(promised);
    expect(log).toContain('Failure in test every_loan_has_a_member');
  });

  it('is not as promised when a mart that was to keep its rows was built', async () => {
    const { cloud, run, resultsOf } = await open();
    cloud.state.runPlan = () => plan('dbt build', { ...strangers, 'model.fct_loans': 'success' });
    const state = await run({ ...production, subject: incident, landed: incident });
    expect(state.asPromised).toBe(false);
    expect((await resultsOf(state)).seen).not.toContain('fct_loans,');
  });

  it('names the failing model where nothing was to fail, with its log', async () => {
    const { cloud, run, resultsOf } = await open();
    const logs = 'Database Error in model fct_loans: no such warehouse';
    cloud.state.runPlan = () => plan('dbt build', { 'model.fct_loans': 'error' }, logs);
    const state = await run(production);
    expect(state).toMatchObject({ status: 'red', asPromised: false });
    expect(await resultsOf(state)).toMatchObject({ seen: 'red: fct_loans', log: expect.stringContaining(logs) });
  });

  it('names the step where it failed before any model', async () => {
    const { cloud, run, resultsOf } = await open();
    cloud.state.runPlan = () => ({ ends: 'success', steps: { 'dbt deps': { fails: true, logs: 'no network' } } });
    const state = await run({ ...production, landed: incident });
    expect(await resultsOf(state)).toMatchObject({ asPromised: false, seen: 'red: dbt deps' });
  });
});

describe('a run is started once', () => {
  it.each([{ does: 'lose-answer' }, { does: 'lose-answer', page: 502 }] as const)(
    'though the answer was lost (%j)',
    async (fault) => {
      const { cloud, run, runs } = await open();
      cloud.state.runPlan = () => plan('dbt build', green);
      cloud.faults.plan({ ...fault, method: 'POST', path: '/run/' });
      const state = await run(production);
      expect(runs()).toMatchObject([{ id: state.cloudId }]);
    },
  );

  it('though the step is tried again after its end', async () => {
    const { cloud, run, runs, records } = await open();
    cloud.state.runPlan = () => plan('dbt build', green);
    expect(await run(production)).toEqual(await run(production));
    expect(runs()).toHaveLength(1);
    expect(await records.listRuns({ buildId, limit: 10 })).toHaveLength(1);
  });
});

describe('trying a failed run again', () => {
  it('goes on from its failed step, and judges what both came to', async () => {
    const { cloud, run, runs, resultsOf } = await open();
    cloud.state.runPlan = () => plan('dbt build', { 'model.stg_loans': 'success', 'model.fct_loans': 'error' });
    const failed = await run(production);
    cloud.state.runPlan = () => plan('dbt build', { 'model.fct_loans': 'success' });
    const again = { ...production, runId: 'production-3', ...(failed.cloudId && { retry: failed.cloudId }) };
    const state = await run(again);
    expect(runs()).toMatchObject([{ id: failed.cloudId }, { id: state.cloudId, retrying_run_id: failed.cloudId }]);
    expect(state).toMatchObject({ id: 'production-3', status: 'green', asPromised: true });
    expect((await resultsOf(state)).nodes.map(({ name, status }) => `${name} ${status}`)).toEqual([
      'stg_loans success',
      'fct_loans success',
    ]);
    // The same step once more goes on with nothing, and starts nothing.
    await expect(run(again)).resolves.toMatchObject({ cloudId: state.cloudId });
    expect(runs()).toHaveLength(2);
  });

  it('starts it anew where dbt Cloud cannot go on, as another run came after it', async () => {
    const { cloud, demo, run, runs } = await open();
    cloud.state.runPlan = () => plan('dbt build', { 'model.fct_loans': 'error' });
    const failed = await run(production);
    cloud.addRun(demo.jobs.production, 'Scheduled');
    cloud.state.runPlan = () => plan('dbt build', green);
    const state = await run({ ...production, runId: 'production-3', ...(failed.cloudId && { retry: failed.cloudId }) });
    expect(state).toMatchObject({ status: 'green', asPromised: true });
    expect(runs().at(-1)).toMatchObject({ id: state.cloudId, trigger: { cause: `foundry-${buildId} production-3` } });
  });
});

describe('a run that does not come to its end', () => {
  const begun = async (runs: () => unknown[]) => expect.poll(() => runs().length).toBe(1);

  it('is cancelled when the build is', async () => {
    const { cloud, run, runs, abort } = await open();
    cloud.state.runPlan = () => ({ ends: 'never' });
    const running = run(production);
    await begun(runs);
    await sleep(50);
    abort('CANCELLED');
    await expect(running).rejects.toMatchObject({ name: 'CancelledFailure' });
    expect(runs()).toMatchObject([{ status: runStatus.cancelled }]);
  });

  it('is cancelled when the build is, even before the answer to its start came', async () => {
    const { cloud, run, runs, abort } = await open();
    cloud.state.runPlan = () => ({ ends: 'never' });
    cloud.faults.plan({ does: 'lose-answer', method: 'POST', path: '/run/' });
    const running = run(production);
    await begun(runs);
    abort('CANCELLED');
    await expect(running).rejects.toMatchObject({ name: 'CancelledFailure' });
    expect(runs()).toMatchObject([{ status: runStatus.cancelled }]);
  });

  it.each(['WORKER_SHUTDOWN', 'TIMED_OUT'] as const)(
    'goes on when its worker does not (%s), and is found again',
    async (reason) => {
      const { cloud, deps, input, run, runs, abort } = await open();
      cloud.state.movesByReading = false;
      cloud.state.runPlan = () => plan('dbt build', green);
      const running = run(production);
      await begun(runs);
      await sleep(50);
      abort(reason);
      await expect(running).rejects.toMatchObject({ name: 'CancelledFailure' });
      expect(runs()).toMatchObject([{ status: runStatus.queued }]);
      cloud.state.movesByReading = true;
      const next = { signal: new AbortController().signal, progress: () => {} };
      const state = await runCloudJob(deps, patience)({ ...input, ...production }, next);
      expect(state).toMatchObject({ status: 'green', cloudId: Number(Object(runs()[0]).id) });
      expect(runs()).toHaveLength(1);
    },
  );

  it('is told as cancelled where somebody cancelled it in dbt Cloud, and is run anew when tried again', async () => {
    const { cloud, run, records } = await open();
    cloud.state.runPlan = () => ({ ends: 'cancelled' });
    await expect(run(production)).rejects.toMatchObject({
      type: 'dbt-cloud-run-cancelled',
      message: expect.stringContaining('was cancelled in dbt Cloud'),
      nonRetryable: true,
      details: [expect.stringMatching(/\/runs\/\d+\), then try again/)],
    });
    expect(await records.listRuns({ buildId, limit: 10 })).toEqual([]);
    cloud.state.runPlan = () => plan('dbt build', green);
    await expect(run({ ...production, runId: 'production-3' })).resolves.toMatchObject({ status: 'green' });
  });
});
