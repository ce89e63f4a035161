import type { AccountAccess } from '../../domain/accounts/account-access.ts';
import { type DbtCloud, openDbtCloud } from '../../integrations/platform/dbt-cloud/open-dbt-cloud.ts';
import { type GitHub, openGitHub } from '../../integrations/repository/github/open-github.ts';
import type { StepContext } from '../as-step.ts';
import { gitHubCredential } from './github-credential.ts';
import { openAccounts } from './open-accounts.ts';
import type { AccountDeps } from './services.ts';

/** GitHub as a build calls it, for one step. @throws as `openAccounts` does */
export async function openBuildGitHub(
  deps: AccountDeps,
  access: AccountAccess,
  { signal, progress }: StepContext,
  presentation: { readonly description?: string; readonly topics?: readonly string[] } = {},
): Promise<GitHub> {
  const accounts = await openAccounts(deps, access);
  const { githubApiUrl: apiUrl, templateRepository } = deps.services;
  return openGitHub({
    apiUrl,
    credential: gitHubCredential(accounts, access),
    owner: accounts.need('github_owner'),
    logger: deps.logger,
    signal,
    progress,
    // What the service's own settings name is allowed by that.
    allowedTemplates: templateRepository ? [templateRepository.url] : [],
    ...presentation,
  });
}

/** dbt Cloud with a build's token, for one step. @throws as `openAccounts` does */
export async function openBuildDbtCloud(
  deps: AccountDeps,
  access: AccountAccess,
  { signal, progress }: StepContext,
): Promise<DbtCloud> {
  const accounts = await openAccounts(deps, access);
  return openDbtCloud({
    host: accounts.need('dbt_cloud_host'),
    accountId: Number(accounts.need('dbt_cloud_account_id')),
    token: accounts.need('dbt_cloud_token'),
    logger: deps.logger,
    signal,
    progress,
  });
}
