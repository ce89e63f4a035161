import { RepositoryError } from './errors.ts';
import { git } from './git.ts';
import type { CommitInput } from './repositories.ts';

/** Where it is remembered which commit was made under a key; whoever clones does not see it. */
export function madeRef(once: string, branch: string): string {
  if (!/^[A-Za-z0-9][A-Za-z0-9-]{0,99}$/.test(once)) {
    throw new RepositoryError('repository-input', `"${once}" cannot be the key of a commit.`);
  }
  return `refs/foundry/made/${once}/${branch}`;
}

/** The commit that an earlier attempt made, whose answer may have been lost. */
export async function madeBefore(
  directory: string,
  { branch, once }: Pick<CommitInput, 'branch' | 'once'>,
): Promise<string | undefined> {
  if (once === undefined) return undefined;
  const ref = madeRef(once, branch);
  const text = (await git(directory, ['for-each-ref', '--format=%(objectname) %(refname)', ref])).toString();
  return text
    .split('\n')
    .find((line) => line.endsWith(` ${ref}`))
    ?.slice(0, 40);
}
