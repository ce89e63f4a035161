import { queueRun } from './run-rows.ts';
import { type DbtCloudState, isThere, type Row } from './state.ts';

/** A pull request as GitHub tells of it. */
export interface ToldPullRequest {
  readonly number: number;
  readonly branch: string;
  readonly commit: string;
}

/** Queues every job of a project that starts on pull requests, in the schema that dbt Cloud gives a pull request. */
export function queuePullRequest(
  state: DbtCloudState,
  projectId: number,
  { number, branch, commit }: ToldPullRequest,
): Row[] {
  const jobs = [...state.jobs.values()].filter((job) => isThere(job) && job.project_id === projectId);
  return jobs.filter(startsOnPullRequests).map((job) =>
    queueRun(state, job, {
      cause: `Pull request #${number}`,
      git_branch: branch,
      git_sha: commit,
      github_pull_request_id: number,
      schema_override: `dbt_cloud_pr_${job.id}_${number}`,
    }),
  );
}

function startsOnPullRequests({ triggers }: Row): boolean {
  return Object(triggers).github_webhook === true;
}
