import { describe, expect, it } from 'vitest';
import { type Judged, runResultsOf } from '../../../../src/integrations/platform/dbt-cloud/run-outcome.ts';
import { runStatus } from '../../../setup/dbt-cloud/run-plan.ts';
import { seedDemo } from '../../../setup/dbt-cloud/seed-demo.ts';
import type { DbtCloud } from '../../../setup/dbt-cloud/stand-in.ts';
import { marker, openAccount } from './opened.ts';

const cause = `${marker} production 1`;
const quick = { pausesMs: [1] };

async function openDemo() {
  const opened = await openAccount();
  return { ...opened, demo: await seedDemo(opened.cloud, marker) };
}

function runsOf(cloud: DbtCloud) {
  return [...cloud.state.runs.values()];
}

describe('starting a run', () => {
  it('starts it with its cause, branch and steps', async () => {
    const { cloud, client, demo } = await openDemo();
    const steps = ['dbt seed --select config.schema:raw'];
    const run = await client.trigger({ jobId: demo.jobs.load, cause, gitBranch: 'next-day', steps });
    expect(run).toMatchObject({ jobId: demo.jobs.load, status: 'queued', cause });
    expect(runsOf(cloud)).toMatchObject([{ trigger: { cause, git_branch: 'next-day', steps_override: steps } }]);
    expect(cloud.unexpected).toEqual([]);
  });

  it('takes the run that there is with its cause instead of starting another', async () => {
    const { cloud, client, demo } = await openDemo();
    const wanted = { jobId: demo.jobs.production, cause };
    const first = await client.trigger(wanted);
    for (let count = 0; count < 105; count += 1) cloud.addRun(demo.jobs.production, 'Scheduled');
    expect((await client.trigger(wanted)).id).toBe(first.id);
    expect(runsOf(cloud)).toHaveLength(106);
  });

  it('starts another for another cause, be it longer by one character', async () => {
    const { client, demo } = await openDemo();
    const first = await client.trigger({ jobId: demo.jobs.production, cause });
    expect((await client.trigger({ jobId: demo.jobs.production, cause: `${cause}0` })).id).not.toBe(first.id);
  });

  it.each([{ does: 'lose-answer' }, { does: 'lose-answer', page: 502 }, { does: 'lose-answer', page: 200 }] as const)(
    'finds the run whose answer was lost (%j), and starts none besides',
    async (fault) => {
      const { cloud, client, demo, lines } = await openDemo();
      cloud.faults.plan({ ...fault, method: 'POST', path: '/run/' });
      const run = await client.trigger({ jobId: demo.jobs.production, cause });
      expect(runsOf(cloud)).toMatchObject([{ id: run.id }]);
      expect(lines).toContain('The answer was lost; looking whether the run has started');
    },
  );

  it('fails for trying again where the request was lost before anything was done; then starts one', async () => {
    const { cloud, client, demo } = await openDemo();
    cloud.faults.plan({ does: 'break', method: 'POST', path: '/run/' });
    const wanted = { jobId: demo.jobs.production, cause };
    await expect(client.trigger(wanted)).rejects.toMatchObject({ code: 'dbt-cloud-unreachable', retryable: true });
    await client.trigger(wanted);
    expect(runsOf(cloud)).toHaveLength(1);
  });

  it('is not sent twice after a failure of the service’s own', async () => {
    const { cloud, client, demo } = await openDemo();
    cloud.faults.plan({ does: 'refuse', status: 500, method: 'POST', path: '/run/' });
    await expect(client.trigger({ jobId: demo.jobs.production, cause })).rejects.toThrow('failure of its own');
    expect(cloud.requests.filter(({ path }) => path.endsWith('/run/'))).toHaveLength(1);
  });
});

describe('waiting for a run', () => {
  it('says which step it is at, and what came of it', async () => {
    const { client, demo, lines } = await openDemo();
    const { id } = await client.trigger({ jobId: demo.jobs.production, cause });
    const run = await client.awaitRun({ runId: id, ...quick });
    expect(run).toMatchObject({ status: 'success', cause, finishedAt: expect.any(String) });
    expect(lines).toContain(`Run ${id}: step 1 of 5, clone git repository`);
    expect(lines).toContain(`Run ${id}: step 4 of 5, dbt build`);
    expect(lines.at(-1)).toBe(`Run ${id}: success`);
  });

  it('goes through a passing failure of the service', async () => {
    const { cloud, client, demo } = await openDemo();
    const { id } = await client.trigger({ jobId: demo.jobs.production, cause });
    cloud.faults.plan(
      { does: 'show-page', status: 503, path: `/runs/${id}/` },
      { does: 'break', path: `/runs/${id}/` },
    );
    await expect(client.awaitRun({ runId: id, ...quick })).resolves.toMatchObject({ status: 'success' });
  });

  it('cancels the run when everything is aborted', async () => {
    const { cloud, open, demo } = await openDemo();
    cloud.state.runPlan = () => ({ ends: 'never' });
    const aborting = new AbortController();
    const client = open({ signal: aborting.signal });
    const { id } = await client.trigger({ jobId: demo.jobs.production, cause });
    setTimeout(() => aborting.abort(new Error('the build was cancelled')), 60);
    await expect(client.awaitRun({ runId: id, ...quick })).rejects.toThrow('the build was cancelled');
    expect(cloud.state.runs.get(id)?.status).toBe(runStatus.cancelled);
  });

  it('leaves the run alone on an abort where it is told to', async () => {
    const { cloud, open, demo } = await openDemo();
    cloud.state.runPlan = () => ({ ends: 'never' });
    const aborting = new AbortController();
    const client = open({ signal: aborting.signal });
    const { id } = await client.trigger({ jobId: demo.jobs.production, cause });
    setTimeout(() => aborting.abort(), 60);
    await expect(client.awaitRun({ runId: id, ...quick, cancelOnAbort: () => false })).rejects.toThrow();
    expect(cloud.state.runs.get(id)?.status).toBe(runStatus.running);
  });

  it('ends in bounded time, with the run’s address', async () => {
    const { cloud, client, demo } = await openDemo();
    cloud.state.movesByReading = false;
    const { id } = await client.trigger({ jobId: demo.jobs.production, cause });
    await expect(client.awaitRun({ runId: id, pausesMs: [10], patienceMs: 40 })).rejects.toMatchObject({
      code: 'dbt-cloud-run-overdue',
      link: expect.stringContaining(`/runs/${id}`),
    });
  });

  it('shows a clone that failed because the repository was not known yet', async () => {
    const { cloud, client } = await openAccount();
    cloud.state.seenAfterReads = 5;
    const demo = await seedDemo(cloud, marker);
    const { id } = await client.trigger({ jobId: demo.jobs.production, cause });
    await expect(client.awaitRun({ runId: id, ...quick })).resolves.toMatchObject({ status: 'error' });
    const { failed, nodes } = await client.outcome(id);
    expect(failed).toMatchObject({ name: 'Clone git repository', logs: expect.stringContaining('None.git') });
    expect(nodes).toEqual([]);
  });
});

describe('runs of a pull request', () => {
  const pullRequest = { number: 7, commit: 'c0ffee' };

  it('are those that dbt Cloud started by itself and those that were asked for, of that commit alone', async () => {
    const { cloud, client, demo } = await openDemo();
    const other = [
      { number: 8, commit: 'decaf' },
      { ...pullRequest, commit: 'beef' },
    ];
    const [own] = [pullRequest, ...other].flatMap((told) =>
      cloud.tellOfPullRequest(demo.project, { branch: 'change/x', ...told }),
    );
    cloud.addRun(demo.jobs.ci);
    const { number, commit: gitSha } = pullRequest;
    const asked = await client.trigger({ jobId: demo.jobs.ci, cause, pullRequest: number, gitSha, schema: 'pr_7' });
    const runs = await client.runsOfPullRequest(demo.jobs.ci, pullRequest);
    expect(runs).toMatchObject([
      { id: asked.id, cause, pullRequest: 7, gitSha: 'c0ffee' },
      { id: own?.id, pullRequest: 7, gitBranch: 'change/x' },
    ]);
    expect(await client.runsOfPullRequest(demo.jobs.production, pullRequest)).toEqual([]);
    expect(cloud.unexpected).toEqual([]);
  });
});

describe('cancelling a run', () => {
  it('cancels it, and takes one that has ended as done', async () => {
    const { cloud, client, demo } = await openDemo();
    const { id } = await client.trigger({ jobId: demo.jobs.production, cause });
    await client.cancel(id);
    expect(cloud.state.runs.get(id)?.is_cancelled).toBe(true);
    await client.cancel(id);
  });
});

describe('what a run leaves behind', () => {
  const seedResults = { results: [result('seed.acme.raw_shop__orders', 'success')] };
  const buildResults = {
    metadata: {},
    results: [
      result('model.acme.fct_orders', 'success'),
      { ...result('test.acme.each_order_once.1a2b', 'fail'), failures: 3, message: 'Got 3 results' },
      result('model.acme.mart_sales', 'skipped'),
    ],
  };

  it('is read from each step, not from the docs that come last', async () => {
    const { cloud, client, demo } = await openDemo();
    cloud.state.runPlan = () => ({
      ends: 'success',
      steps: {
        'dbt seed': { runResults: seedResults },
        'dbt build': { runResults: buildResults, manifest: { nodes: {} } },
      },
    });
    const steps = ['dbt seed', 'dbt build'];
    const { id } = await client.trigger({ jobId: demo.jobs.production, cause, steps });
    await client.awaitRun({ runId: id, ...quick });
    const outcome = await client.outcome(id);
    expect(outcome.nodes.map(({ name, status }) => `${name} ${status}`)).toEqual([
      'raw_shop__orders success',
      'fct_orders success',
      'each_order_once fail',
      'mart_sales skipped',
    ]);
    expect(outcome.commands).toMatchObject([
      { title: 'dbt deps', succeeded: true, seconds: expect.any(Number) },
      { title: 'dbt seed', succeeded: true },
      { title: 'dbt build', succeeded: true },
      { title: 'dbt docs generate', succeeded: true },
    ]);
    await expect(client.artifact(id, 'manifest.json')).resolves.toEqual({ nodes: {} });
    await expect(client.artifact(id, 'catalog.json')).resolves.toBeUndefined();
    expect(cloud.unexpected).toEqual([]);
  });

  it('of a failed run has the failing step’s log, in the form that pages draw', async () => {
    const { cloud, client, demo } = await openDemo();
    const logs = 'Failure in test each_order_once\n';
    cloud.state.runPlan = () => ({
      ends: 'success',
      steps: { 'dbt build': { fails: true, logs, runResults: buildResults } },
    });
    const { id } = await client.trigger({ jobId: demo.jobs.production, cause });
    await expect(client.awaitRun({ runId: id, ...quick })).resolves.toMatchObject({ status: 'error' });
    const outcome = await client.outcome(id);
    expect(outcome.failed).toMatchObject({ command: 'dbt build', logs });
    const judged: Judged = {
      ...{ job: 'production', subject: null, landed: 'day-one' },
      ...{ promised: 'each_order_once fails', seen: 'each_order_once fails', asPromised: true },
    };
    expect(runResultsOf(outcome, judged)).toMatchObject({
      schema: 'run-results/1',
      nodes: [{ name: 'fct_orders' }, { name: 'each_order_once', failures: 3 }, { name: 'mart_sales' }],
      log: expect.stringContaining(logs.trim()),
      rowCounts: [],
    });
  });

  it('has the failing step’s log even where the run’s own answer has none', async () => {
    const { cloud, client, demo } = await openDemo();
    cloud.state.logsInRuns = false;
    cloud.state.runPlan = () => ({ ends: 'success', steps: { 'dbt build': { fails: true, logs: 'it broke' } } });
    const { id } = await client.trigger({ jobId: demo.jobs.production, cause });
    await client.awaitRun({ runId: id, ...quick });
    expect((await client.outcome(id)).failed).toMatchObject({ command: 'dbt build', logs: 'it broke' });
  });

  it('has no nodes of commands that tell of none', async () => {
    const { cloud, client, demo } = await openDemo();
    const steps = [
      'dbt run-operation drop_schemas',
      'dbt --warn-error docs generate --select run',
      'dbt -q test -s docs',
    ];
    const plan = { runResults: seedResults };
    cloud.state.runPlan = () => ({ ends: 'success', steps: Object.fromEntries(steps.map((each) => [each, plan])) });
    const { id } = await client.trigger({ jobId: demo.jobs.load, cause, steps });
    await client.awaitRun({ runId: id, ...quick });
    expect((await client.outcome(id)).nodes).toHaveLength(1);
  });

  it('is retried from the failed step, once, however often asked', async () => {
    const { cloud, client, demo } = await openDemo();
    cloud.state.runPlan = () => ({ ends: 'error' });
    const { id } = await client.trigger({ jobId: demo.jobs.production, cause });
    const failed = await client.awaitRun({ runId: id, ...quick });
    expect(failed.canRetry).toBe(true);
    cloud.faults.plan({ does: 'lose-answer', method: 'POST', path: '/retry/' });
    const again = await client.retry(failed);
    expect(again).toMatchObject({ retriedRunId: id, jobId: demo.jobs.production });
    expect((await client.retry(failed)).id).toBe(again.id);
    expect(runsOf(cloud)).toHaveLength(2);
  });
});

describe('a job’s schedule', () => {
  it('is paused and goes on, and nothing else of the job changes', async () => {
    const { cloud, client, demo } = await openDemo();
    const job = (): Record<string, unknown> => ({ ...cloud.state.jobs.get(demo.jobs.production) });
    const { updated_at: _, ...before } = structuredClone(job());
    await client.setScheduled(demo.jobs.production, false);
    expect(await client.isScheduled(demo.jobs.production)).toBe(false);
    expect(job()).toMatchObject({ triggers: { schedule: false }, schedule: before.schedule });
    await client.setScheduled(demo.jobs.production, true);
    const { updated_at: __, ...after } = job();
    expect(after).toEqual(before);
    expect(cloud.unexpected).toEqual([]);
  });

  it('is not touched where it is so already', async () => {
    const { cloud, client, demo } = await openDemo();
    const before = cloud.requests.length;
    await client.setScheduled(demo.jobs.load, false);
    expect(cloud.requests.slice(before).map(({ method }) => method)).toEqual(['GET']);
  });
});

function result(unique_id: string, status: string) {
  return { unique_id, status, failures: null as number | null, message: null as string | null, execution_time: 0.25 };
}
