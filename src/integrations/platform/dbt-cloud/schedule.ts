import { z } from 'zod';
import type { Calls } from './calls.ts';
import { DbtCloudError } from './dbt-cloud-error.ts';

/** The job as it is answered, whole: an update takes all of it. */
const job = z.looseObject({ triggers: z.looseObject({ schedule: z.boolean() }) });

/** What an update of a job takes; the rest of an answer is the service's own to say. */
const taken = [
  'account_id',
  'project_id',
  'environment_id',
  'name',
  'dbt_version',
  'deferring_environment_id',
  'deferring_job_definition_id',
  'description',
  'execute_steps',
  'execution',
  'generate_docs',
  'job_type',
  'lifecycle_webhooks',
  'run_compare_changes',
  'compare_changes_flags',
  'run_generate_sources',
  'run_lint',
  'errors_on_lint_failure',
  'cost_optimization_features',
  'settings',
  'state',
  'triggers_on_draft_pr',
  'triggers',
  'schedule',
] as const;

/** Whether a job's schedule starts runs. */
export async function isScheduled({ read, accountId }: Calls, jobId: number): Promise<boolean> {
  return (await read(`/v2/accounts/${accountId}/jobs/${jobId}/`, job)).triggers.schedule;
}

/**
 * Pauses a job's schedule, or lets it go on; the schedule itself and all else of the job stay. Does nothing where it is so
 * already. Terraform sees a paused schedule as drift: its own variable must say the same.
 */
export async function setScheduled({ read, post, accountId }: Calls, jobId: number, on: boolean): Promise<void> {
  const path = `/v2/accounts/${accountId}/jobs/${jobId}/`;
  const stands = await read(path, job);
  if (stands.triggers.schedule === on) return;
  // An empty description is answered but not taken.
  const fields = taken.filter((field) => field in stands && !(field === 'description' && stands[field] === ''));
  const kept = Object.fromEntries(fields.map((field) => [field, stands[field]]));
  const after = await post(path, job, { body: { ...kept, triggers: { ...stands.triggers, schedule: on } } });
  if (after.triggers.schedule !== on) {
    throw new DbtCloudError('dbt-cloud-conflict', `dbt Cloud left the schedule of the job ${jobId} as it was.`);
  }
}
