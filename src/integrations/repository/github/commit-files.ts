import { authorEmail } from '../author.ts';
import { checkBranch, checkPaths, commitSeconds } from '../names.ts';
import type { CommitInput } from '../repositories.ts';
import { beginRepository } from './begin.ts';
import { isBeginning } from './beginning.ts';
import type { Connection } from './connect.ts';
import { madeBefore, messageWithKey } from './made-once.ts';
import { moveBranch } from './move-branch.ts';
import type { Repository } from './own-repository.ts';
import { type Commit, getCommit, rawHead, resolveCommit } from './refs.ts';
import { writeTree } from './write-tree.ts';

/**
 * Commits files as the whole content of a branch by the Git Data interface: one tree, one commit, one move of the branch.
 * Author, committer and their dates are given, so equal input gives an equal id however often it is sent.
 */
export async function commitFiles(
  connection: Connection,
  repository: Repository,
  input: Omit<CommitInput, 'repository'>,
): Promise<string> {
  const repo = repository.name;
  checkBranch(input.branch);
  checkPaths(new Set(input.files.keys()));
  const date = new Date(commitSeconds(input.at) * 1000).toISOString().replace('.000Z', 'Z');
  const message = messageWithKey(input.message, input);

  const stands = await rawHead(connection, repo, input.branch);
  const standing = stands === undefined ? undefined : await getCommit(connection, repo, stands);
  const head = standing === undefined || isBeginning(standing) ? undefined : standing;
  const made = head && (await madeBefore(connection, repo, head.sha, input));
  if (made !== undefined) return made;
  const parent = input.parent === undefined ? head?.sha : (await resolveCommit(connection, repo, input.parent)).sha;

  if (stands === undefined) await beginRepository(connection, repository);
  const tree = await writeTree(connection, repo, input.files);
  if (head !== undefined && endsInJustThis(head, { tree, message, parent: input.parent && parent })) return head.sha;
  const commit = await writeCommit(connection, repo, { tree, message, parent, date });
  await moveBranch(connection, repository, {
    branch: input.branch,
    to: commit,
    from: await rawHead(connection, repo, input.branch),
    expected: head?.sha,
    force: input.parent !== undefined,
  });
  return commit;
}

interface Wanted {
  readonly tree: string;
  readonly message: string;
  readonly parent: string | undefined;
}

function endsInJustThis(head: Commit, { tree, message, parent }: Wanted): boolean {
  const same = head.tree.sha === tree && head.message.trimEnd() === message.trimEnd();
  return same && (!parent || head.parents.map(({ sha }) => sha).join() === parent);
}

async function writeCommit(
  { octokit, owner }: Connection,
  repo: string,
  { tree, message, parent, date }: Wanted & { readonly date: string },
): Promise<string> {
  const who = { name: 'Demo Foundry', email: authorEmail, date };
  const parents = parent === undefined ? [] : [parent];
  const { data } = await octokit.rest.git.createCommit({
    owner,
    repo,
    message,
    tree,
    parents,
    author: who,
    committer: who,
  });
  return data.sha;
}
