import { batchBranch, batchOf } from '../../domain/project/batch.ts';
import { isDbtCloudError } from '../../integrations/platform/dbt-cloud/dbt-cloud-error.ts';
import type { DbtCloud } from '../../integrations/platform/dbt-cloud/open-dbt-cloud.ts';
import type { DbtCloudRun } from '../../integrations/platform/dbt-cloud/run.ts';
import type { StepContext } from '../as-step.ts';
import { followRun, type RunPatience, runCancelled, runCause, startRun } from './cloud-run.ts';
import type { CloudRunInput, DbtCloudActivities } from './contract.ts';
import { type CloudRunDeps, keepCloudRun } from './keep-cloud-run.ts';
import { openBuildDbtCloud } from './open-services.ts';

/** Starts a job once, or goes on with a failed run, waits for its end, and judges it by what was promised. */
export function runCloudJob(
  deps: CloudRunDeps,
  patience: RunPatience = {},
): (input: CloudRunInput, context: StepContext) => ReturnType<DbtCloudActivities['runCloudJob']> {
  return async (input, context) => {
    const cloud = await openBuildDbtCloud(deps, input.access, context);
    const wanted = wantedRun(input);
    const started = await startRun(deps, input, context, wanted, () => start(cloud, input, wanted, context));
    const ended = await followRun(cloud, started, patience);
    if (ended.status === 'cancelled') throw runCancelled(ended);
    return keepCloudRun(deps, cloud, input, { ...input, landed: landedOf(input) }, ended);
  };
}

type WantedRun = Parameters<DbtCloud['trigger']>[0];

/** What is loaded is on the batch's branch; production is main. The jobs' own commands are what the customer sees there. */
function wantedRun({ buildId, runId, job, subject, infrastructure }: CloudRunInput): WantedRun {
  const cause = runCause(buildId, runId);
  const jobId = infrastructure.jobs[job];
  if (job === 'load') return { jobId, cause, gitBranch: batchBranch(batchOf(subject ?? 'day-one')) };
  // After a landing the code is that of the run before, and somebody waits: no docs.
  return { jobId, cause, gitBranch: 'main', ...(subject === undefined ? {} : { generateDocs: false }) };
}

/** A run that cannot be gone on with, such as one that is no longer its job's last, is started anew. */
async function start(
  cloud: DbtCloud,
  { retry }: CloudRunInput,
  wanted: WantedRun,
  { progress }: StepContext,
): Promise<DbtCloudRun> {
  const begun = await cloud.findRun(wanted.jobId, wanted.cause);
  if (begun) return begun;
  const retried = retry === undefined ? undefined : await goOn(cloud, { id: retry, jobId: wanted.jobId });
  if (retried) return retried;
  progress('Starting the run');
  return cloud.trigger(wanted);
}

async function goOn(cloud: DbtCloud, failed: Pick<DbtCloudRun, 'id' | 'jobId'>): Promise<DbtCloudRun | undefined> {
  try {
    const retried = await cloud.retry(failed);
    // It was retried before, and somebody cancelled that.
    return retried.status === 'cancelled' ? undefined : retried;
  } catch (error) {
    if (isDbtCloudError(error, 'dbt-cloud-request-refused', 'dbt-cloud-not-found')) return undefined;
    throw error;
  }
}

function landedOf({ job, subject, landed }: CloudRunInput): string | null {
  return job === 'load' ? (subject ?? 'day-one') : (landed ?? null);
}
