import { z } from 'zod';

/** How far a run is; the first three are before its end. */
export type RunStatus = 'queued' | 'starting' | 'running' | 'success' | 'error' | 'cancelled';

/** A run as far as it is known without its logs. */
export interface DbtCloudRun {
  readonly id: number;
  readonly jobId: number;
  readonly projectId: number;
  readonly environmentId: number;
  readonly status: RunStatus;
  readonly cause: string;
  readonly gitBranch: string | null;
  readonly gitSha: string | null;
  /** The number of the GitHub pull request that it is for; null of other runs, and where its trigger was not asked for. */
  readonly pullRequest: number | null;
  /** What dbt Cloud says of a run that failed before its steps; null where it says nothing. */
  readonly message: string | null;
  readonly canRetry: boolean;
  readonly retriedRunId: number | null;
  readonly createdAt: string | null;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  readonly url: string;
  readonly steps: readonly RunStep[];
}

export interface RunStep {
  readonly id: number;
  /** From 1; asks for the step's own artifacts. */
  readonly index: number;
  /** As shown in dbt Cloud, such as ``Invoke dbt with `dbt build` ``. */
  readonly name: string;
  /** The dbt command, if the step is one. */
  readonly command: string | null;
  readonly status: RunStatus;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  /** Empty where the run was read without logs. */
  readonly logs: string;
}

const statuses: Record<number, RunStatus> = {
  1: 'queued',
  2: 'starting',
  3: 'running',
  10: 'success',
  20: 'error',
  30: 'cancelled',
};

const status = z.number().transform((code, context): RunStatus => {
  const known = statuses[code];
  if (known) return known;
  context.addIssue({ code: 'custom', message: `${code} is no status of a run` });
  return z.NEVER;
});
const maybeText = z
  .string()
  .nullish()
  .transform((value) => value ?? null);
const maybeId = z
  .number()
  .nullish()
  .transform((value) => value ?? null);

const step = z
  .object({
    id: z.number(),
    index: z.number(),
    name: z.string(),
    status,
    started_at: maybeText,
    finished_at: maybeText,
    logs: maybeText,
  })
  .transform(
    ({ started_at, finished_at, logs, ...rest }): RunStep => ({
      ...rest,
      command: /^Invoke dbt with `(.*)`$/s.exec(rest.name)?.[1] ?? null,
      startedAt: started_at,
      finishedAt: finished_at,
      logs: logs ?? '',
    }),
  );

/** A run as it is answered: `run_steps` and `trigger` are there only if they were asked for. */
export const answeredRun = z.object({
  id: z.number(),
  job_definition_id: maybeId,
  job_id: maybeId,
  project_id: maybeId,
  environment_id: maybeId,
  status,
  status_message: maybeText,
  git_branch: maybeText,
  git_sha: maybeText,
  trigger: z.object({ cause: maybeText, git_sha: maybeText, github_pull_request_id: maybeId }).nullish(),
  can_retry: z.boolean().nullish(),
  retrying_run_id: maybeId,
  created_at: maybeText,
  started_at: maybeText,
  finished_at: maybeText,
  href: maybeText,
  run_steps: z.array(step).nullish(),
});

/** `webUrl` and the account make the run's address where the service gives none. */
export function runOf(run: z.infer<typeof answeredRun>, webUrl: string, accountId: number): DbtCloudRun {
  return {
    id: run.id,
    jobId: run.job_definition_id ?? run.job_id ?? 0,
    projectId: run.project_id ?? 0,
    environmentId: run.environment_id ?? 0,
    status: run.status,
    cause: run.trigger?.cause ?? '',
    gitBranch: run.git_branch,
    gitSha: run.git_sha ?? run.trigger?.git_sha ?? null,
    pullRequest: run.trigger?.github_pull_request_id ?? null,
    message: run.status_message,
    canRetry: run.can_retry ?? false,
    retriedRunId: run.retrying_run_id,
    createdAt: run.created_at,
    startedAt: run.started_at,
    finishedAt: run.finished_at,
    url: run.href ?? `${webUrl}/deploy/${accountId}/projects/${run.project_id ?? 0}/runs/${run.id}`,
    steps: [...(run.run_steps ?? [])].sort((one, other) => one.index - other.index),
  };
}

/** Whether a run has come to its end. */
export function hasEnded({ status }: Pick<DbtCloudRun, 'status'>): boolean {
  return status === 'success' || status === 'error' || status === 'cancelled';
}
