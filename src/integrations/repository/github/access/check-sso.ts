import type { Found } from '../../../../domain/accounts/account-check.ts';
import type { Connection } from '../connect.ts';
import { isGitHubError } from '../github-error.ts';
import { failed, ok } from './access-check.ts';

/** Asks for the organisation's repositories: with a token not authorised for it, GitHub refuses and says where to mend it. */
export async function checkSso({ octokit, owner, webUrl }: Connection): Promise<Found> {
  try {
    const { headers } = await octokit.rest.repos.listForOrg({ org: owner, per_page: 1 });
    if (String(headers['x-github-sso'] ?? '').startsWith('partial-results')) {
      return failed(
        'GitHub leaves out what is behind the organisation’s single sign-on.',
        'Authorise the token for the organisation’s single sign-on, then try again.',
        `${webUrl}/settings/tokens`,
      );
    }
    return ok(`No single sign-on keeps the token out of ${owner}.`);
  } catch (error) {
    if (isGitHubError(error, 'github-not-found')) return ok(`${owner} is no organisation: no single sign-on.`);
    throw error;
  }
}
