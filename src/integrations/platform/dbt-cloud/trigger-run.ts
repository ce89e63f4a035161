import type { Calls } from './calls.ts';
import { isDbtCloudError, mayHaveHappened } from './dbt-cloud-error.ts';
import { pause } from './pause.ts';
import { answeredRun, type DbtCloudRun, hasEnded, runOf } from './run.ts';

/** A run to be started, once. */
export interface WantedRun {
  readonly jobId: number;
  /** Unique to this very run (the build's marker, and which of its runs it is): a run with it is never started twice. */
  readonly cause: string;
  readonly gitBranch?: string;
  readonly gitSha?: string;
  /** dbt commands instead of the job's own. */
  readonly steps?: readonly string[];
  readonly schema?: string;
  /** The number of the GitHub pull request that dbt Cloud reports to. */
  readonly pullRequest?: number;
  readonly generateDocs?: boolean;
  readonly timeoutSeconds?: number;
}

/** Of a job's runs, newest first, so many are looked through for a cause. */
const mostRuns = 500;

/** The job's run with this very cause, if there is one; the newest where there are several. */
export async function findRun(calls: Calls, jobId: number, cause: string): Promise<DbtCloudRun | undefined> {
  const related = encodeURIComponent('["trigger"]');
  const path = `/v2/accounts/${calls.accountId}/runs/?job_definition_id=${jobId}&order_by=-id&include_related=${related}`;
  const runs = await calls.list(path, answeredRun, mostRuns);
  const run = runs.find(({ trigger }) => trigger?.cause === cause);
  return run && runOf(run, calls.host.webUrl, calls.accountId);
}

/** The job's runs that have not ended, among its newest hundred. */
export async function runsGoingOn(calls: Calls, jobId: number): Promise<DbtCloudRun[]> {
  const path = `/v2/accounts/${calls.accountId}/runs/?job_definition_id=${jobId}&order_by=-id`;
  const runs = await calls.list(path, answeredRun, 100);
  return runs.filter((run) => !hasEnded(run)).map((run) => runOf(run, calls.host.webUrl, calls.accountId));
}

/**
 * Starts a run unless there is one with its cause. Where the answer is lost the run is looked for before it is started
 * again, and where it is still not to be seen, the failure is thrown: trying again begins with looking.
 */
export async function triggerRun(
  calls: Calls,
  wanted: WantedRun,
  pausesMs: readonly number[] = [2_000, 5_000],
): Promise<DbtCloudRun> {
  const before = await findRun(calls, wanted.jobId, wanted.cause);
  if (before) return before;
  try {
    const path = `/v2/accounts/${calls.accountId}/jobs/${wanted.jobId}/run/`;
    const started = await calls.post(path, answeredRun, { body: bodyOf(wanted) });
    return { ...runOf(started, calls.host.webUrl, calls.accountId), cause: wanted.cause };
  } catch (error) {
    if (!mayHaveHappened(error) && !isDbtCloudError(error, 'dbt-cloud-conflict')) throw error;
    calls.progress('The answer was lost; looking whether the run has started');
    for (const ms of pausesMs) {
      await pause(ms, calls.signal);
      const found = await findRun(calls, wanted.jobId, wanted.cause);
      if (found) return found;
    }
    throw error;
  }
}

/** Tries a failed run again from its failed step, unless that was done already. */
export async function retryRun(calls: Calls, { id, jobId }: Pick<DbtCloudRun, 'id' | 'jobId'>): Promise<DbtCloudRun> {
  const before = await findRetry(calls, jobId, id);
  if (before) return before;
  try {
    const started = await calls.post(`/v2/accounts/${calls.accountId}/runs/${id}/retry/`, answeredRun);
    return runOf(started, calls.host.webUrl, calls.accountId);
  } catch (error) {
    const found = mayHaveHappened(error) ? await findRetry(calls, jobId, id) : undefined;
    if (found) return found;
    throw error;
  }
}

async function findRetry(calls: Calls, jobId: number, id: number): Promise<DbtCloudRun | undefined> {
  const path = `/v2/accounts/${calls.accountId}/runs/?job_definition_id=${jobId}&order_by=-id`;
  const runs = await calls.list(path, answeredRun, 100);
  const run = runs.find(({ retrying_run_id }) => retrying_run_id === id);
  return run && runOf(run, calls.host.webUrl, calls.accountId);
}

function bodyOf(wanted: WantedRun): Record<string, unknown> {
  const body = {
    cause: wanted.cause,
    git_branch: wanted.gitBranch,
    git_sha: wanted.gitSha,
    steps_override: wanted.steps,
    schema_override: wanted.schema,
    github_pull_request_id: wanted.pullRequest,
    generate_docs_override: wanted.generateDocs,
    timeout_seconds_override: wanted.timeoutSeconds,
  };
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
}
