import { ApplicationFailure, workflowInfo } from '@temporalio/workflow';
import type { RunInput } from '../activities/contract.ts';
import type { JobInput, JobResult } from '../domain/build/job.ts';
import { dbtSteps } from './activity-proxies.ts';
import { now } from './clock.ts';

/** How often a run starts again because another one of the same environment finished first. */
const mostStarts = 5;

/** One execution of a job: one activity a dbt command, on a copy of the environment that is then made its own. */
export async function jobRun(input: JobInput): Promise<JobResult> {
  const base = input.runId ?? workflowInfo().workflowId.replaceAll(/[^A-Za-z0-9-]/g, '-');
  const startedAt = now();
  for (let start = 1; start <= mostStarts; start += 1) {
    const finished = await runOnce({ ...input, runId: start === 1 ? base : `${base}-${start}` }, startedAt);
    if (finished.kind !== 'moved') return finished;
  }
  throw ApplicationFailure.nonRetryable(
    'Other runs of this demo kept finishing first.',
    'run-crowded-out',
    'Wait until they are done, then try again.',
  );
}

async function runOnce(run: RunInput, startedAt: string): Promise<JobResult | { readonly kind: 'moved' }> {
  const dbt = dbtSteps();
  const prepared = await dbt.prepareRun(run);
  if (!prepared) return { kind: 'overtaken' };
  let succeeded = true;
  for (let command = 0; succeeded && command < prepared.commands; command += 1) {
    ({ succeeded } = await dbt.runDbtCommand({ ...run, command }));
  }
  return dbt.finishRun({ ...run, startedAt, succeeded });
}
