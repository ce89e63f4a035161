import { ApplicationFailure } from '@temporalio/workflow';
import { noAccess } from '../../domain/accounts/account-access.ts';
import type { PullRequestState } from '../../domain/build/infrastructure.ts';
import type { StepName } from '../../domain/build/phase.ts';
import type { RunState } from '../../domain/build/state.ts';
import { dbtCloudSteps } from '../activity-proxies.ts';
import type { BuildRun } from '../build-run.ts';
import { keepRun, runNotAsPromised } from '../jobs.ts';

interface WantedCloudRun {
  readonly step: StepName;
  readonly job: 'load' | 'production';
  readonly subject?: string;
  /** Whether a run that ends otherwise than promised is a failed step. */
  readonly mustKeepPromise: boolean;
}

/** Runs a job of dbt Cloud and keeps what it ended with; trying a failed one again goes on from where it failed. */
export async function runCloudJob(run: BuildRun, wanted: WantedCloudRun): Promise<RunState> {
  const { state } = run;
  const { step, job, subject, mustKeepPromise } = wanted;
  const about = subject === undefined ? {} : { subject };
  let failed: number | undefined;
  return run.step(step, about, async () => {
    const { infrastructure, landed } = state;
    const { project } = run.revision;
    if (!infrastructure || project === undefined) throw new Error('there is no job to run');
    const done = await dbtCloudSteps().runCloudJob({
      buildId: state.id,
      access: state.access ?? noAccess,
      project,
      infrastructure,
      job,
      runId: `${job}-${++state.runIds}`,
      ...about,
      ...(landed === undefined ? {} : { landed }),
      ...(failed === undefined ? {} : { retry: failed }),
    });
    keepRun(state, done);
    if (!mustKeepPromise || done.asPromised) return done;
    failed = done.status === 'red' ? done.cloudId : undefined;
    throw runNotAsPromised(done);
  });
}

/** Waits for the CI run of a change's pull request; a demo shows much without it. */
export async function runPullRequest(run: BuildRun, pullRequest: PullRequestState): Promise<void> {
  const { state } = run;
  await run.skippableStep('run-ci', { subject: pullRequest.change }, async () => {
    const { infrastructure } = state;
    const { project } = run.revision;
    if (!infrastructure || project === undefined) {
      throw ApplicationFailure.nonRetryable('There is no CI job.', 'job-missing', 'Provision the demo first.');
    }
    const done = await dbtCloudSteps().runPullRequest({
      buildId: state.id,
      access: state.access ?? noAccess,
      project,
      infrastructure,
      pullRequest,
      runId: `ci-${++state.runIds}`,
    });
    keepRun(state, done);
  });
}
