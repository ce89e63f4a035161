import { CancelledFailure } from '@temporalio/activity';
import type { DbtCloud } from '../../integrations/platform/dbt-cloud/open-dbt-cloud.ts';
import { type DbtCloudRun, hasEnded } from '../../integrations/platform/dbt-cloud/run.ts';
import { markerOf } from '../../integrations/repository/github/marker.ts';
import type { StepContext } from '../as-step.ts';
import { StepError } from '../step-error.ts';
import type { InAccounts } from './contract.ts';
import { openBuildDbtCloud } from './open-services.ts';
import type { AccountDeps } from './services.ts';

/** How long a step waits for a run; the integration's own waits where nothing is said. */
export interface RunPatience {
  /** Between looks at the run, in milliseconds; the last one again and again. */
  readonly pausesMs?: readonly number[];
}

/** By which a run is known to be this very one: the build's marker, and which of its runs it is. */
export function runCause(buildId: string, runId: string): string {
  return `${markerOf(buildId)} ${runId}`;
}

/**
 * Whether an abort says that the build wants the step no more. A worker that shuts down, or that lost its connection,
 * aborts its steps too: their runs go on, and the step's next attempt finds them.
 */
export function isGivenUp(reason: unknown): boolean {
  return reason instanceof CancelledFailure && reason.message === 'CANCELLED';
}

/** Starts a run by `start`. Where the build is cancelled before the answer is there, what has started is cancelled too. */
export async function startRun(
  deps: AccountDeps,
  { access }: Pick<InAccounts, 'access'>,
  { signal }: StepContext,
  { jobId, cause }: { readonly jobId: number; readonly cause: string },
  start: () => Promise<DbtCloudRun>,
): Promise<DbtCloudRun> {
  try {
    return await start();
  } catch (error) {
    if (signal.aborted && isGivenUp(signal.reason)) {
      await cancelStarted(deps, access, jobId, cause).catch(() => {
        deps.logger.warn({ job: jobId, cause }, 'a run may have started although its build was cancelled');
      });
    }
    throw error;
  }
}

/** With an access of its own, as everything of the step's is aborted. */
async function cancelStarted(deps: AccountDeps, access: InAccounts['access'], jobId: number, cause: string) {
  const cloud = await openBuildDbtCloud(deps, access, { signal: AbortSignal.timeout(20_000), progress: () => {} });
  const run = await cloud.findRun(jobId, cause);
  if (run && !hasEnded(run)) await cloud.cancel(run.id);
}

/** Waits for a run's end, whatever it is; a cancelled build cancels the run. */
export function followRun(cloud: DbtCloud, { id }: DbtCloudRun, { pausesMs }: RunPatience): Promise<DbtCloudRun> {
  return cloud.awaitRun({ runId: id, cancelOnAbort: isGivenUp, ...(pausesMs === undefined ? {} : { pausesMs }) });
}

/** Of a run that came to no end of its own, and so shows nothing. */
export function runCancelled({ id, url }: DbtCloudRun): StepError {
  return new StepError(
    'dbt-cloud-run-cancelled',
    `Run ${id} was cancelled in dbt Cloud, by somebody or because its time was over.`,
    { mend: `Look at it there (${url}), then try again: another run is started.` },
  );
}
