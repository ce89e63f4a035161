import type { RestEndpointMethodTypes } from '@octokit/rest';
import { authorEmail } from '../author.ts';
import { RepositoryError } from '../errors.ts';
import { checkBranch } from '../names.ts';
import type { Branch } from '../repositories.ts';
import { isBeginning } from './beginning.ts';
import type { Connection } from './connect.ts';
import { isGitHubError } from './github-error.ts';
import { inBatches } from './in-batches.ts';

export type Commit = RestEndpointMethodTypes['git']['getCommit']['response']['data'];

/** Where a branch stands, whatever is there. An empty repository has no branches: GitHub answers with a conflict. */
export async function rawHead(
  { octokit, owner }: Connection,
  repo: string,
  branch: string,
): Promise<string | undefined> {
  checkBranch(branch);
  try {
    return (await octokit.rest.git.getRef({ owner, repo, ref: `heads/${branch}` })).data.object.sha;
  } catch (error) {
    if (isGitHubError(error, 'github-not-found', 'github-conflict')) return undefined;
    throw error;
  }
}

/** The commit that a branch stands at; one that only begins the repository counts as none. */
export async function branchHead(connection: Connection, repo: string, branch: string): Promise<Commit | undefined> {
  const sha = await rawHead(connection, repo, branch);
  const commit = sha === undefined ? undefined : await getCommit(connection, repo, sha);
  return commit === undefined || isBeginning(commit) ? undefined : commit;
}

/** A commit by its full id. */
export async function getCommit(
  { octokit, owner }: Connection,
  repo: string,
  sha: string,
): Promise<Commit | undefined> {
  try {
    return (await octokit.rest.git.getCommit({ owner, repo, commit_sha: sha })).data;
  } catch (error) {
    if (isGitHubError(error, 'github-not-found', 'github-conflict', 'github-request-refused')) return undefined;
    throw error;
  }
}

/** The commit that a branch or a full commit id means. */
export async function resolveCommit(connection: Connection, repo: string, at: string): Promise<Commit> {
  const commit = /^[0-9a-f]{40}$/.test(at)
    ? await getCommit(connection, repo, at)
    : await branchHead(connection, repo, at);
  if (commit !== undefined) return commit;
  throw new RepositoryError('commit-missing', `The repository has no branch or commit ${at}.`);
}

/** All branches, sorted by name. */
export async function listBranches(connection: Connection, repo: string): Promise<Branch[]> {
  const { octokit, owner } = connection;
  const heads: { name: string; sha: string }[] = [];
  for (let page = 1; ; page += 1) {
    const { data } = await octokit.rest.repos.listBranches({ owner, repo, per_page: 100, page });
    heads.push(...data.map(({ name, commit }) => ({ name, sha: commit.sha })));
    if (data.length < 100) break;
  }
  const branches = await inBatches(heads, async ({ name, sha }): Promise<Branch[]> => {
    const commit = await getCommit(connection, repo, sha);
    if (commit === undefined || isBeginning(commit)) return [];
    return [{ name, commit: sha, ours: commit.committer.email === authorEmail }];
  });
  return branches.flat().sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Deletes a branch; one that is not there is fine. */
export async function deleteBranch(connection: Connection, repo: string, branch: string): Promise<void> {
  const { octokit, owner } = connection;
  if ((await rawHead(connection, repo, branch)) === undefined) return;
  try {
    await octokit.rest.git.deleteRef({ owner, repo, ref: `heads/${branch}` });
  } catch (error) {
    if ((await rawHead(connection, repo, branch)) !== undefined) throw error;
  }
}
