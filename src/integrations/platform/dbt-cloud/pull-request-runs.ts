import type { Calls } from './calls.ts';
import { answeredRun, type DbtCloudRun, runOf } from './run.ts';

/** A pull request of GitHub as it stood at a commit. */
export interface PullRequestCommit {
  readonly number: number;
  readonly commit: string;
}

/** Of a CI job's runs, newest first, so many are looked through. */
const mostRuns = 300;

/**
 * The job's runs of a pull request's commit, newest first: those that dbt Cloud started when GitHub told it of the pull
 * request, and those that were asked for. A run that names no commit is known by the pull request's number alone; an earlier
 * pull request of the same branch may have had the same commit.
 */
export async function runsOfPullRequest(
  calls: Calls,
  jobId: number,
  { number, commit }: PullRequestCommit,
): Promise<DbtCloudRun[]> {
  const related = encodeURIComponent('["trigger"]');
  const path = `/v2/accounts/${calls.accountId}/runs/?job_definition_id=${jobId}&order_by=-id&include_related=${related}`;
  const runs = await calls.list(path, answeredRun, mostRuns);
  return runs
    .map((run) => runOf(run, calls.host.webUrl, calls.accountId))
    .filter(({ pullRequest, gitSha }) => {
      if (gitSha === null) return pullRequest === number;
      return gitSha === commit && (pullRequest === null || pullRequest === number);
    });
}
