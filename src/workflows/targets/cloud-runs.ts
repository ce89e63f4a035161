import type { PullRequestState } from '../../domain/build/infrastructure.ts';
import type { StepName } from '../../domain/build/phase.ts';
import type { RunState } from '../../domain/build/state.ts';
import { dbtCloudSteps } from '../activity-proxies.ts';
import type { BuildRun } from '../build-run.ts';
import { keepRun, runNotAsPromised } from '../jobs.ts';
import { upToDate } from './apply-infrastructure.ts';
import { madeOf, RunId } from './in-accounts.ts';

interface WantedCloudRun {
  readonly step: StepName;
  readonly job: 'load' | 'production';
  readonly subject?: string;
  /** Whether a run that ends otherwise than promised is a failed step. */
  readonly mustKeepPromise: boolean;
}

/**
 * Runs a job of dbt Cloud and keeps what it ended with; trying a failed one again goes on from where it failed. `undefined`
 * where a person went on without it.
 */
export async function runCloudJob(run: BuildRun, wanted: WantedCloudRun): Promise<RunState | undefined> {
  const { state } = run;
  const { step, job, subject, mustKeepPromise } = wanted;
  const about = subject === undefined ? {} : { subject };
  const id = new RunId(run, job);
  let failed: number | undefined;
  return run.skippableStep(step, about, async () => {
    await upToDate(run);
    const { landed } = state;
    const done = await id.under((runId) =>
      dbtCloudSteps().runCloudJob({
        ...madeOf(run),
        job,
        runId,
        ...about,
        ...(landed === undefined ? {} : { landed }),
        ...(failed === undefined ? {} : { retry: failed }),
      }),
    );
    keepRun(state, done);
    if (!mustKeepPromise || done.asPromised) return done;
    failed = done.status === 'red' ? done.cloudId : undefined;
    throw runNotAsPromised(done);
  });
}

/** Waits for the CI run of a change's pull request; a demo shows much without it. */
export async function runPullRequest(run: BuildRun, pullRequest: PullRequestState): Promise<void> {
  const id = new RunId(run, 'ci');
  await run.skippableStep('run-ci', { subject: pullRequest.change }, async () => {
    const done = await id.under((runId) => dbtCloudSteps().runPullRequest({ ...madeOf(run), pullRequest, runId }));
    keepRun(run.state, done);
  });
}
