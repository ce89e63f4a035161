import type { Connection } from './connect.ts';
import { isGitHubError } from './github-error.ts';

/** What one check says of a commit. */
export interface Check {
  readonly name: string;
  readonly state: 'pending' | 'passed' | 'failed';
  readonly url?: string;
  /** The check's own short text. */
  readonly summary?: string;
}

export interface Checks {
  /** `none` while nobody has reported; `failed` as soon as one has; `passed` when all have. */
  readonly state: 'none' | 'pending' | 'passed' | 'failed';
  readonly checks: readonly Check[];
  /** Whether check runs could be read too; fine-grained tokens may read statuses only. */
  readonly complete: boolean;
}

/** Both of GitHub's ways to report on a commit, commit statuses and check runs, the latest of each name. */
export async function readChecks(connection: Connection, repo: string, commit: string): Promise<Checks> {
  const [statuses, runs] = await Promise.all([
    readStatuses(connection, repo, commit),
    readRuns(connection, repo, commit),
  ]);
  const checks = [...statuses, ...(runs ?? [])];
  return { state: stateOf(checks), checks, complete: runs !== undefined };
}

function stateOf(checks: readonly Check[]): Checks['state'] {
  if (checks.some(({ state }) => state === 'failed')) return 'failed';
  if (checks.some(({ state }) => state === 'pending')) return 'pending';
  return checks.length === 0 ? 'none' : 'passed';
}

async function readStatuses({ octokit, owner }: Connection, repo: string, ref: string): Promise<Check[]> {
  const { data } = await octokit.rest.repos.getCombinedStatusForRef({ owner, repo, ref, per_page: 100 });
  const states: Record<string, Check['state']> = { success: 'passed', pending: 'pending' };
  return data.statuses.map(({ context, state, target_url, description }) =>
    check(context, states[state] ?? 'failed', target_url, description),
  );
}

async function readRuns({ octokit, owner }: Connection, repo: string, ref: string): Promise<Check[] | undefined> {
  try {
    const { data } = await octokit.rest.checks.listForRef({ owner, repo, ref, per_page: 100 });
    return data.check_runs.map(({ name, status, conclusion, html_url, output }) => {
      const passed = conclusion === 'success' || conclusion === 'neutral' || conclusion === 'skipped';
      const state = status !== 'completed' ? 'pending' : passed ? 'passed' : 'failed';
      return check(name, state, html_url, output.title);
    });
  } catch (error) {
    if (isGitHubError(error, 'github-scope-missing', 'github-forbidden')) return undefined;
    throw error;
  }
}

function check(name: string, state: Check['state'], url: string | null, summary: string | null): Check {
  return { name, state, ...(url ? { url } : {}), ...(summary ? { summary } : {}) };
}
