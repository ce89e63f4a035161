import type { AccountAccess } from '../../domain/accounts/account-access.ts';
import { chosenFields } from '../../domain/accounts/alternatives.ts';
import { gitHubLogin } from '../../domain/accounts/needed-fields.ts';
import type { GitHubCredential } from '../../integrations/repository/github/credential.ts';
import type { Accounts } from './open-accounts.ts';

/** How a build calls GitHub. @throws StepError `account-field-missing` where neither a token nor an App is given */
export function gitHubCredential(accounts: Accounts, access: AccountAccess): GitHubCredential {
  return chosenFields(gitHubLogin, access, accounts.has)?.[0] === 'github_app_id'
    ? { kind: 'app', appId: accounts.need('github_app_id'), privateKey: accounts.need('github_app_private_key') }
    : { kind: 'token', token: accounts.need('github_token') };
}
