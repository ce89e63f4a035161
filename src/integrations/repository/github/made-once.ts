import { authorEmail } from '../author.ts';
import { RepositoryError } from '../errors.ts';
import type { CommitInput } from '../repositories.ts';
import type { Connection } from './connect.ts';

type Key = Pick<CommitInput, 'branch' | 'once'>;

/** How far back an earlier attempt's commit is looked for: people may have committed on top of it. */
const mostPages = 3;

/**
 * A message with the key under which it is committed, as a trailer: GitHub has no place for it that people do not see.
 * The branch is part of it, since branches share their history.
 */
export function messageWithKey(message: string, { branch, once }: Key): string {
  if (once === undefined) return message;
  return `${message.trimEnd()}\n\n${trailer(once, branch)}`;
}

function trailer(once: string, branch: string): string {
  if (!/^[A-Za-z0-9][A-Za-z0-9-]{0,99}$/.test(once)) {
    throw new RepositoryError('repository-input', `"${once}" cannot be the key of a commit.`);
  }
  return `Foundry-Commit: ${once} on ${branch}`;
}

/** The commit in a branch's history that an earlier attempt made, whose answer may have been lost. */
export async function madeBefore(
  { octokit, owner }: Connection,
  repo: string,
  head: string,
  { branch, once }: Key,
): Promise<string | undefined> {
  if (once === undefined) return undefined;
  const wanted = trailer(once, branch);
  for (let page = 1; page <= mostPages; page += 1) {
    const { data } = await octokit.rest.repos.listCommits({ owner, repo, sha: head, per_page: 100, page });
    const made = data.find(
      ({ commit }) => commit.committer?.email === authorEmail && commit.message.trimEnd().split('\n').at(-1) === wanted,
    );
    if (made !== undefined) return made.sha;
    if (data.length < 100) break;
  }
  return undefined;
}
