import type { DbtCloud } from '../../integrations/platform/dbt-cloud/open-dbt-cloud.ts';
import { pause } from '../../integrations/platform/dbt-cloud/pause.ts';
import type { DbtCloudRun } from '../../integrations/platform/dbt-cloud/run.ts';
import type { StepContext } from '../as-step.ts';
import { followRun, type RunPatience, runCancelled, runCause, startRun } from './cloud-run.ts';
import type { DbtCloudActivities, PullRequestRunInput } from './contract.ts';
import { type CloudRunDeps, keepCloudRun } from './keep-cloud-run.ts';
import { openBuildDbtCloud } from './open-services.ts';

export interface PullRequestPatience extends RunPatience {
  /** How long dbt Cloud has to start the run by itself, in milliseconds. */
  readonly noticeMs?: number;
  /** Between looks whether it has. */
  readonly lookMs?: number;
}

/**
 * Waits for the CI run of a change's pull request and judges it by the change's promise. GitHub tells dbt Cloud of the
 * pull request, which starts the run by itself; where that does not happen soon, the run is started here, as dbt Cloud
 * would: of the same commit, into the same schema, and reported to the same pull request.
 */
export function runPullRequest(
  deps: CloudRunDeps,
  patience: PullRequestPatience = {},
): (input: PullRequestRunInput, context: StepContext) => ReturnType<DbtCloudActivities['runPullRequest']> {
  return async (input, context) => {
    const { buildId, runId, infrastructure, pullRequest } = input;
    const cloud = await openBuildDbtCloud(deps, input.access, context);
    const jobId = infrastructure.jobs.ci;
    const { number, branch, commit } = pullRequest;
    const wanted = {
      ...{ jobId, cause: runCause(buildId, runId), gitBranch: branch, gitSha: commit },
      ...{ pullRequest: number, schema: `dbt_cloud_pr_${jobId}_${number}` },
    };
    const started = await startRun(deps, input, context, wanted, async () => {
      const begun = await cloud.findRun(jobId, wanted.cause);
      return begun ?? (await noticed(cloud, jobId, input, context, patience)) ?? cloud.trigger(wanted);
    });
    const ended = await followToTheLast(cloud, jobId, input, started, patience);
    return keepCloudRun(deps, cloud, input, { runId, job: 'ci', subject: pullRequest.change, landed: null }, ended);
  };
}

/** The run that dbt Cloud starts by itself; undefined where it has not in good time. */
async function noticed(
  cloud: DbtCloud,
  jobId: number,
  { pullRequest }: PullRequestRunInput,
  { signal, progress }: StepContext,
  { noticeMs = 75_000, lookMs = 5_000 }: PullRequestPatience,
): Promise<DbtCloudRun | undefined> {
  const started = performance.now();
  for (;;) {
    const runs = await cloud.runsOfPullRequest(jobId, pullRequest);
    const run = runs.find(({ status }) => status !== 'cancelled');
    // Where all were cancelled, dbt Cloud has noticed and starts no other by itself.
    if (run || runs.length > 0 || performance.now() - started >= noticeMs) return run;
    progress(`Waiting until dbt Cloud runs pull request ${pullRequest.number}`);
    await pause(lookMs, signal);
  }
}

/** dbt Cloud cancels a pull request's run when it starts another one for it: that one counts. */
async function followToTheLast(
  cloud: DbtCloud,
  jobId: number,
  { pullRequest }: PullRequestRunInput,
  started: DbtCloudRun,
  patience: PullRequestPatience,
): Promise<DbtCloudRun> {
  for (let run = started; ; ) {
    const ended = await followRun(cloud, run, patience);
    if (ended.status !== 'cancelled') return ended;
    const runs = await cloud.runsOfPullRequest(jobId, pullRequest);
    const later = runs.find(({ id, status }) => id > ended.id && status !== 'cancelled');
    if (!later) throw runCancelled(ended);
    run = later;
  }
}
