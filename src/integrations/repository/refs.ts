import { authorEmail } from './author.ts';
import { RepositoryError } from './errors.ts';
import { git } from './git.ts';
import { checkBranch } from './names.ts';
import type { Branch } from './repositories.ts';

/** All branches of a bare repository, sorted by name. */
export async function listBranches(directory: string): Promise<Branch[]> {
  const format = '--format=%(objectname) %(committeremail) %(refname:lstrip=2)';
  const text = (await git(directory, ['for-each-ref', format, 'refs/heads'])).toString();
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [commit = '', ...rest] = line.split(' ');
      // An address may hold spaces, a branch's name never.
      return { name: rest.at(-1) ?? '', commit, ours: rest.slice(0, -1).join(' ') === `<${authorEmail}>` };
    });
}

/** The commit that a branch stands at. */
export async function branchHead(directory: string, branch: string): Promise<string | undefined> {
  checkBranch(branch);
  const text = (
    await git(directory, ['for-each-ref', '--format=%(objectname) %(refname)', `refs/heads/${branch}`])
  ).toString();
  const line = text.split('\n').find((candidate) => candidate.endsWith(` refs/heads/${branch}`));
  return line?.slice(0, 40);
}

/** The commit that a branch, a full commit id or a full reference means. */
export async function resolveCommit(directory: string, at: string): Promise<string> {
  const isFull = /^[0-9a-f]{40}$/.test(at) || at.startsWith('refs/foundry/');
  if (!isFull) checkBranch(at);
  try {
    const name = isFull ? at : `refs/heads/${at}`;
    return (await git(directory, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`]))
      .toString()
      .trim();
  } catch (error) {
    if (!(error instanceof RepositoryError) || error.code !== 'git-failed') throw error;
    throw new RepositoryError('commit-missing', `The repository has no branch or commit ${at}.`, { cause: error });
  }
}
