import { type FieldOrigin, fieldOrigins, givenFields } from '../../../domain/accounts/account-access.ts';
import { chosenFields } from '../../../domain/accounts/alternatives.ts';
import type { FieldName } from '../../../domain/accounts/fields.ts';
import { gitHubLogin } from '../../../domain/accounts/needed-fields.ts';
import type { Warehouse } from '../../../domain/brief/brief.ts';
import { dbtCloudHost } from '../../../integrations/platform/dbt-cloud/host.ts';
import type { GitHubCredential } from '../../../integrations/repository/github/credential.ts';
import { webUrlOf } from '../../../integrations/repository/github/web-url.ts';
import type { InAccounts } from '../contract.ts';
import { gitHubCredential } from '../github-credential.ts';
import { type AccountSecretLost, openAccounts } from '../open-accounts.ts';
import type { AccountDeps } from '../services.ts';

/** A build's accounts as far as they are given: nothing that is missing or gone is a failure here. */
export interface LookedAt {
  readonly warehouse: Warehouse;
  /** What was entered or set and can be used, lost secrets among it: they are asked for by themselves. */
  readonly given: ReadonlySet<FieldName>;
  readonly origins: ReadonlyMap<FieldName, FieldOrigin>;
  readonly lost: readonly AccountSecretLost[];
  /** The value, where there is one that can be used. */
  value(name: FieldName): string | undefined;
  /** How GitHub is called; neither a token nor an App is given where it is undefined. */
  readonly gitHub: GitHubCredential | undefined;
  /** Where people see the GitHub that is meant. */
  readonly githubUrl: string;
  /** Where people see their account in dbt Cloud, as far as it is known. */
  readonly dbtCloudUrl: string | undefined;
}

/** Opens a build's accounts for a look. */
export async function lookInto(
  deps: Pick<AccountDeps, 'vault' | 'services'>,
  access: InAccounts['access'],
  warehouse: Warehouse,
): Promise<LookedAt> {
  const { defaults, githubApiUrl } = deps.services;
  const lost: AccountSecretLost[] = [];
  const accounts = await openAccounts(deps, access, (each) => lost.push(each));
  const given = givenFields(access, defaults);
  const value = (name: FieldName) => (given.has(name) ? accounts.value(name) : undefined);
  // A lost secret is a row of its own; what else is given is looked at.
  const has = (name: FieldName) => value(name) !== undefined;
  return {
    warehouse,
    given,
    origins: fieldOrigins(access, defaults),
    lost,
    value,
    gitHub: chosenFields(gitHubLogin, access, has) && gitHubCredential({ ...accounts, has }, access),
    githubUrl: webUrlOf(githubApiUrl),
    dbtCloudUrl: accountPage(value('dbt_cloud_host'), value('dbt_cloud_account_id')),
  };
}

function accountPage(host: string | undefined, account: string | undefined): string | undefined {
  if (host === undefined) return undefined;
  try {
    const { webUrl } = dbtCloudHost(host);
    return account === undefined ? webUrl : `${webUrl}/settings/accounts/${account}/`;
  } catch {
    // A check of its own says that it is no host.
    return undefined;
  }
}
