import type { Found } from '../../../../domain/accounts/account-check.ts';
import type { Connection } from '../connect.ts';
import { isGitHubError } from '../github-error.ts';
import { failed, ok, unknown } from './access-check.ts';
import type { TokenLook } from './token-look.ts';

const ownMend = 'Enter the account that the token belongs to, or an organisation that it may make repositories in.';

/** The owner is the token's user, or an organisation that this user is an active member of. */
export async function checkOwner(look: () => Promise<TokenLook>, connection: Connection): Promise<Found> {
  const { octokit, owner, webUrl } = connection;
  const token = await look();
  const mine = `${webUrl}/settings/organizations`;
  const self = token.kind === 'installation' ? undefined : token.login;
  if (self?.toLowerCase() === owner.toLowerCase()) return ok(`Repositories are made in ${self}’s own account.`);
  const isOrganisation = await isAnOrganisation(connection);
  if (isOrganisation === undefined) return failed(`GitHub knows no user or organisation ${owner}.`, ownMend, mine);
  if (!isOrganisation) {
    const whose = self === undefined ? 'an installation’s' : `${self}’s`;
    return failed(`${owner} is a person’s account and the token is ${whose}.`, ownMend, mine);
  }
  if (token.kind === 'installation' && token.permissions) return ok(`The App is installed for ${owner}.`);
  if (self === undefined)
    return unknown(`Whether the App is installed at ${owner} is proven when the repository is made.`);
  try {
    const { data } = await octokit.rest.orgs.getMembershipForAuthenticatedUser({ org: owner });
    const people = `${webUrl}/orgs/${owner}/people`;
    if (data.state !== 'active') {
      return failed(
        `${self} has not accepted the invitation to ${owner}.`,
        'Accept the invitation.',
        `${webUrl}/orgs/${owner}/invitation`,
      );
    }
    if (data.permissions?.can_create_repository === false) {
      return failed(`${owner} does not let ${self} make repositories.`, 'Ask an owner of the organisation.', people);
    }
    return ok(`${self} is ${data.role === 'admin' ? 'an owner' : 'a member'} of ${owner}.`);
  } catch (error) {
    if (isGitHubError(error, 'github-not-found')) return failed(`${self} is not a member of ${owner}.`, ownMend, mine);
    if (!isGitHubError(error, 'github-scope-missing', 'github-forbidden')) throw error;
    return unknown(`The token may not see who is a member of ${owner}; making the repository proves it.`);
  }
}

async function isAnOrganisation({ octokit, owner }: Connection): Promise<boolean | undefined> {
  try {
    return (await octokit.rest.users.getByUsername({ username: owner })).data.type === 'Organization';
  } catch (error) {
    if (isGitHubError(error, 'github-not-found')) return undefined;
    throw error;
  }
}
