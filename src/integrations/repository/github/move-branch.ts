import { RepositoryError } from '../errors.ts';
import { isBeginning } from './beginning.ts';
import type { Connection } from './connect.ts';
import { isGitHubError, mayHaveHappened } from './github-error.ts';
import type { Repository } from './own-repository.ts';
import { getCommit, rawHead } from './refs.ts';

interface Move {
  readonly branch: string;
  readonly to: string;
  /** Where the branch stands just now. */
  readonly from: string | undefined;
  /** The real commit that it stood at when the new one was begun; none, where it did not exist or was only begun. */
  readonly expected: string | undefined;
  /** Whether it may leave what it stood at behind. */
  readonly force: boolean;
}

/**
 * Moves a branch to a commit. GitHub has no "only if it still stands at": a move on top is refused by GitHub itself when
 * somebody was quicker; a forced one is preceded by a look. A move whose answer is lost is looked up, not repeated.
 */
export async function moveBranch(connection: Connection, repository: Repository, move: Move): Promise<void> {
  const { octokit, owner } = connection;
  const repo = repository.name;
  const { branch, to, from, expected } = move;
  if (from !== to) {
    const begins = expected === undefined && from !== undefined && (await onlyBegins(connection, repo, from));
    if (!begins && from !== expected) throw moved(branch);
    const ref = `heads/${branch}`;
    try {
      if (from === undefined) await octokit.rest.git.createRef({ owner, repo, ref: `refs/${ref}`, sha: to });
      else await octokit.rest.git.updateRef({ owner, repo, ref, sha: to, force: move.force || begins });
    } catch (error) {
      const quicker = isGitHubError(error, 'github-request-refused', 'github-conflict');
      if (!quicker && !mayHaveHappened(error)) throw error;
      const stands = await rawHead(connection, repo, branch);
      if (stands !== to) throw quicker && stands !== from ? moved(branch, error) : error;
    }
  }
  await makeDefault(connection, repository, branch);
}

/** An account may name first branches otherwise: then the one that only began the repository is taken away. */
async function makeDefault(connection: Connection, { name: repo, default_branch }: Repository, branch: string) {
  if (branch !== 'main' || default_branch === 'main') return;
  const stands = await rawHead(connection, repo, default_branch);
  if (stands === undefined || !(await onlyBegins(connection, repo, stands))) return;
  const { octokit, owner } = connection;
  await octokit.rest.repos.update({ owner, repo, default_branch: 'main' });
  await octokit.rest.git.deleteRef({ owner, repo, ref: `heads/${default_branch}` });
}

async function onlyBegins(connection: Connection, repo: string, sha: string): Promise<boolean> {
  const commit = await getCommit(connection, repo, sha);
  return commit !== undefined && isBeginning(commit);
}

function moved(branch: string, cause?: unknown): RepositoryError {
  const sentence = `Somebody else has changed the branch ${branch} meanwhile. Look at it and try again.`;
  return new RepositoryError('branch-moved', sentence, { cause });
}
