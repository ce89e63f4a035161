import { ApplicationFailure, workflowInfo } from '@temporalio/workflow';
import type { RunInput } from '../activities/contract.ts';
import type { JobInput, JobResult } from '../domain/build/job.ts';
import { dbtSteps } from './activity-proxies.ts';
import { now } from './clock.ts';
import { PlannedRun } from './planned-run.ts';

/** How often a run starts again because another one of the same environment finished first. */
const mostStarts = 5;

/** One execution of a job: one activity a dbt command, on a copy of the environment that is then made its own. */
export async function jobRun(input: JobInput): Promise<JobResult> {
  const base = input.runId ?? workflowInfo().workflowId.replaceAll(/[^A-Za-z0-9-]/g, '-');
  const { goesOn, ...anew } = input;
  const startedAt = now();
  const byPlan = new PlannedRun();
  for (let start = 1; start <= mostStarts; start += 1) {
    const run = start === 1 ? { ...input, runId: base } : { ...anew, runId: `${base}-${start}` };
    const finished = await runOnce(run, startedAt, byPlan);
    if (finished.kind !== 'moved') return finished;
  }
  throw ApplicationFailure.nonRetryable(
    'Other runs of this demo kept finishing first.',
    'run-crowded-out',
    'Wait until they are done, then try again.',
  );
}

async function runOnce(
  run: RunInput,
  startedAt: string,
  byPlan: PlannedRun,
): Promise<JobResult | { readonly kind: 'moved' }> {
  const dbt = dbtSteps();
  const prepared = await dbt.prepareRun(run);
  if (!prepared) return { kind: 'overtaken' };
  const { steps, commands } = prepared;
  const succeeded = steps ? await byPlan.go(run, steps) : await oneByOne(run, commands);
  return dbt.finishRun({ ...run, startedAt, succeeded });
}

/** The commands of a job without a plan, up to the first red one. */
async function oneByOne(run: RunInput, commands: number): Promise<boolean> {
  const dbt = dbtSteps();
  let succeeded = true;
  for (let command = 0; succeeded && command < commands; command += 1) {
    ({ succeeded } = await dbt.runDbtCommand({ ...run, command }));
  }
  return succeeded;
}
