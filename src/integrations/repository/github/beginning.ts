import { authorEmail } from '../author.ts';

/** The message of the commit that only begins a repository. */
export const beginning = 'Begin the repository';

/** Of a commit, what tells whether it only begins a repository. */
interface Beginning {
  readonly message: string;
  readonly parents: readonly unknown[];
  readonly committer: { readonly email: string };
}

/** Whether a commit is only there because an empty repository takes no objects; the first real one replaces it. */
export function isBeginning(commit: Beginning): boolean {
  return (
    commit.parents.length === 0 && commit.message.trimEnd() === beginning && commit.committer.email === authorEmail
  );
}
