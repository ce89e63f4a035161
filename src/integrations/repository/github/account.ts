import type { Connection } from './connect.ts';
import { GitHubError, isGitHubError } from './github-error.ts';

/** Whether repositories are in a user's own account or in an organisation's. */
export type AccountKind = 'user' | 'organisation';

/** Looks up what the owner is; for a user, that it is the token's own, as GitHub lets nobody make others' repositories. */
export async function accountKind({ octokit, owner }: Connection): Promise<AccountKind> {
  try {
    const { data } = await octokit.rest.users.getByUsername({ username: owner });
    if (data.type === 'Organization') return 'organisation';
  } catch (error) {
    if (!isGitHubError(error, 'github-not-found')) throw error;
    throw new GitHubError('github-owner-missing', `GitHub knows no user or organisation ${owner}.`, { cause: error });
  }
  const { data: self } = await octokit.rest.users.getAuthenticated();
  if (self.login.toLowerCase() === owner.toLowerCase()) return 'user';
  throw new GitHubError(
    'github-owner-not-yours',
    `The token is ${self.login}’s and cannot make repositories of ${owner}.`,
  );
}
