import { stripVTControlCharacters } from 'node:util';
import type { InfrastructureState } from '../../domain/build/infrastructure.ts';
import type { DbtCloud } from '../../integrations/platform/dbt-cloud/open-dbt-cloud.ts';
import type { DbtCloudRun } from '../../integrations/platform/dbt-cloud/run.ts';
import type { RunOutcome } from '../../integrations/platform/dbt-cloud/run-outcome.ts';
import type { StepContext } from '../as-step.ts';
import { StepError } from '../step-error.ts';
import { followRun, type RunPatience, runCancelled, runCause, startRun } from './cloud-run.ts';
import type { DbtCloudActivities } from './contract.ts';
import { openBuildDbtCloud } from './open-services.ts';
import type { AccountDeps } from './services.ts';

type Input = Parameters<DbtCloudActivities['dropSchemas']>[0];

/**
 * Drops a demo's schemas where they were made: dbt Cloud has the warehouse's credentials, so the load job runs the macro
 * `drop_demo_schemas` that every project carries (`template/macros/`). The macro itself refuses what is not the demo's.
 * Runs that would make the schemas anew, of the schedule or of pull requests, are cancelled first.
 */
export function dropSchemas(
  deps: AccountDeps,
  patience: RunPatience = {},
): (input: Input, context: StepContext) => Promise<void> {
  return async (input, context) => {
    const { buildId, runId, access, infrastructure } = input;
    const cloud = await openBuildDbtCloud(deps, access, context);
    await endRuns(cloud, infrastructure, patience);
    const wanted = {
      ...{ jobId: infrastructure.jobs.load, cause: runCause(buildId, runId), gitBranch: 'main' },
      ...{ steps: [dropCommand(infrastructure)], generateDocs: false },
    };
    const started = await startRun(deps, input, context, wanted, () => cloud.trigger(wanted));
    const ended = await followRun(cloud, started, patience);
    if (ended.status === 'cancelled') throw runCancelled(ended);
    if (ended.status === 'success') return;
    throw new StepError(
      'schemas-not-dropped',
      `The demo’s schemas were not all dropped. ${end(await cloud.outcome(ended.id))}`,
      {
        mend: `Mend what the log says (${ended.url}) and try again, or drop by hand what begins with ${infrastructure.schemas.production}.`,
      },
    );
  };
}

async function endRuns(cloud: DbtCloud, { jobs }: InfrastructureState, patience: RunPatience): Promise<void> {
  const runs: DbtCloudRun[] = [];
  for (const job of [jobs.production, ...Object.values(jobs.scheduled ?? {}), jobs.ci]) {
    runs.push(...(await cloud.runsGoingOn(job)));
  }
  for (const { id } of runs) await cloud.cancel(id);
  // A step of dbt's that has begun may go on for a moment.
  for (const run of runs) await followRun(cloud, run, patience);
}

/** The names are of letters, digits and underscores alone: see `schemaName`. */
function dropCommand({ schemas, jobs }: InfrastructureState): string {
  return `dbt run-operation drop_demo_schemas --args '{schema: ${schemas.production}, ci_job: ${jobs.ci}}'`;
}

/** The last words of the step that failed. */
function end({ failed, log }: RunOutcome): string {
  const text = stripVTControlCharacters(failed?.logs || log);
  const lines = text.split('\n').map((line) => line.trim());
  return lines
    .filter((line) => line !== '')
    .slice(-4)
    .join(' ')
    .slice(-500);
}
