import { describe, expect, it } from 'vitest';
import { runPullRequest } from '../../../src/activities/dbt-cloud/run-pull-request.ts';
import type { PullRequestState } from '../../../src/domain/build/infrastructure.ts';
import { runStatus } from '../../setup/dbt-cloud/run-plan.ts';
import { buildId, openCloudBench, patience, plan } from './cloud-bench.ts';

const pullRequest: PullRequestState = {
  ...{ change: 'count-as-text', number: 7, url: 'https://github.invalid/acme/demo/pull/7' },
  ...{ branch: 'change/count-as-text', commit: 'c0ffee' },
};
const broken = plan('dbt build', { 'model.fct_loans_by_day': 'error' });

async function open(noticeMs: number) {
  const bench = await openCloudBench();
  bench.cloud.state.runPlan = () => broken;
  const step = runPullRequest(bench.deps, { ...patience, noticeMs, lookMs: 5 });
  const run = (runId = 'ci-3') => bench.run(step, { ...bench.input, pullRequest, runId });
  const tell = () => bench.cloud.tellOfPullRequest(bench.demo.project, pullRequest);
  return { ...bench, run, tell };
}

const aMinute = 60_000;

describe('the CI run of a pull request', () => {
  it('that dbt Cloud starts by itself is waited for and judged; no other is started', async () => {
    const { run, tell, runs, resultsOf, records, cloud } = await open(aMinute);
    const running = run();
    setTimeout(tell, 60);
    const state = await running;
    const [row] = runs();
    expect(runs()).toHaveLength(1);
    expect(state).toMatchObject({
      ...{ id: 'ci-3', job: 'ci', subject: 'count-as-text', status: 'red', asPromised: true },
      ...{ cloudId: row?.id, url: row?.href },
    });
    expect(await resultsOf(state)).toMatchObject({
      job: 'ci',
      subject: 'count-as-text',
      seen: 'red: fct_loans_by_day',
    });
    expect(await records.listRuns({ buildId, job: 'ci', limit: 10 })).toMatchObject([{ runId: 'ci-3', status: 'red' }]);
    expect(cloud.unexpected).toEqual([]);
  });

  it('is started as dbt Cloud would where that does not happen in good time, once', async () => {
    const { cloud, demo, run, runs } = await open(20);
    cloud.faults.plan({ does: 'lose-answer', method: 'POST', path: '/run/' });
    await expect(run()).resolves.toMatchObject({ asPromised: true });
    await expect(run()).resolves.toMatchObject({ asPromised: true });
    expect(runs().map(({ trigger }) => trigger)).toEqual([
      expect.objectContaining({
        ...{ cause: `foundry-${buildId} ci-3`, git_branch: 'change/count-as-text', git_sha: 'c0ffee' },
        ...{ github_pull_request_id: 7, schema_override: `dbt_cloud_pr_${demo.jobs.ci}_7` },
      }),
    ]);
    expect(cloud.unexpected).toEqual([]);
  });

  it('of another commit of the same pull request does not count', async () => {
    const { cloud, demo, run, runs } = await open(20);
    cloud.tellOfPullRequest(demo.project, { ...pullRequest, commit: 'beef' });
    const { cloudId } = await run();
    expect(runs()).toHaveLength(2);
    expect(runs()[1]).toMatchObject({ id: cloudId, git_sha: 'c0ffee' });
  });

  it('is not as promised when it is green, or when something else fails', async () => {
    const { cloud, run, tell, resultsOf } = await open(aMinute);
    tell();
    cloud.state.runPlan = () => plan('dbt build', { 'model.fct_loans': 'error' });
    const [other] = tell();
    const state = await run();
    expect(state).toMatchObject({ asPromised: false, cloudId: other?.id });
    expect((await resultsOf(state)).seen).toBe('red: fct_loans');
  });

  it('counts in its last form where dbt Cloud cancels it for another one', async () => {
    const { cloud, run, tell, runs } = await open(aMinute);
    cloud.state.runPlan = () => ({ ends: 'never' });
    const [first] = tell();
    const running = run();
    await expect.poll(() => first?.status).toBe(runStatus.running);
    cloud.state.runPlan = () => broken;
    const [second] = tell();
    cloud.moveRun(Number(first?.id), runStatus.cancelled);
    await expect(running).resolves.toMatchObject({ cloudId: second?.id, asPromised: true });
    expect(runs()).toHaveLength(2);
  });

  it('that somebody cancelled is told as such, and is started here when tried again', async () => {
    const { cloud, run, tell, runs } = await open(aMinute);
    cloud.state.runPlan = () => ({ ends: 'cancelled' });
    tell();
    await expect(run()).rejects.toMatchObject({ type: 'dbt-cloud-run-cancelled' });
    cloud.state.runPlan = () => broken;
    await expect(run('ci-4')).resolves.toMatchObject({ id: 'ci-4', asPromised: true });
    expect(runs()).toHaveLength(2);
  });

  it('is cancelled with its build, whoever started it', async () => {
    const { cloud, run, tell, abort } = await open(aMinute);
    cloud.state.runPlan = () => ({ ends: 'never' });
    const [told] = tell();
    const running = run();
    await expect.poll(() => told?.status).toBe(runStatus.running);
    abort('CANCELLED');
    await expect(running).rejects.toMatchObject({ name: 'CancelledFailure' });
    expect(told?.status).toBe(runStatus.cancelled);
  });
});
