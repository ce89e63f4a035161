import type { AccountCheck } from '../../../domain/accounts/account-check.ts';
import { type FieldName, fieldOf } from '../../../domain/accounts/fields.ts';
import {
  type Need,
  neededFields,
  needInWords,
  offeredFields,
  unmetNeeds,
} from '../../../domain/accounts/needed-fields.ts';
import { isProven, warehouseLabels } from '../../../domain/rehearsal/warehouse-proof.ts';
import type { LookedAt } from './looked-at.ts';
import { warehousePage } from './warehouse-page.ts';

/** What is gone, cannot be used or was never given, each by itself; of the warehouse's, in one row. */
export function fieldChecks(look: LookedAt): AccountCheck[] {
  const { warehouse, lost, given, origins } = look;
  const unusable = offeredFields(warehouse).filter((name) => origins.get(name) === 'unusable');
  // What a row says already is not also missing.
  const unmet = unmetNeeds(warehouse, new Set([...given, ...unusable]));
  const ofAccounts = new Set(neededFields('duckdb', true).flat(2));
  const isOfAccounts = (need: Need) => need.flat().some((name) => ofAccounts.has(name));
  return [
    ...lost.flatMap(({ fields, sentence, mend }) =>
      fields.map((field) => row(look, `lost-${field}`, fieldOf(field).title, sentence, mend, field)),
    ),
    ...unusable.map((name) => unusableSetting(look, name)),
    ...unmet.filter(isOfAccounts).map((need) => missing(look, need)),
    ...warehouseChecks(
      look,
      unmet.filter((need) => !isOfAccounts(need)),
      unusable.some((name) => !ofAccounts.has(name)) ||
        lost.some(({ fields }) => fields.some((field) => !ofAccounts.has(field))),
    ),
  ];
}

function unusableSetting(look: LookedAt, name: FieldName): AccountCheck {
  const { title, setting, must } = fieldOf(name);
  return row(
    look,
    `unusable-${name}`,
    title,
    `The setting ${setting} cannot be used: ${title} must ${must}.`,
    'Enter another value, or mend the setting and start the service again.',
    name,
  );
}

function missing(look: LookedAt, need: Need): AccountCheck {
  // Of several sets, the rest of one that is given in part.
  const begun = need.find((fields) => fields.some((name) => look.given.has(name)));
  const lacking = begun ? [begun.filter((name) => !look.given.has(name))] : need;
  const [name] = lacking.flat();
  if (name === undefined) throw new Error('a need names its fields');
  const title = needInWords(lacking);
  const { setting } = fieldOf(name);
  return row(
    look,
    `missing-${name}`,
    title,
    `${title} is missing: none was entered, and ${setting} is not set.`,
    `${foundAt[name] ?? 'Enter it'}, or set ${setting} and start the service again.`,
    name,
  );
}

function warehouseChecks(look: LookedAt, unmet: readonly Need[], othersSaid: boolean): AccountCheck[] {
  const { warehouse } = look;
  if (!isProven(warehouse)) return [];
  const label = warehouseLabels[warehouse];
  const title = `${label}: fields`;
  const names = unmet.map(needInWords);
  const login: AccountCheck = {
    id: 'warehouse-login',
    title: `${label}: login`,
    state: 'unknown',
    sentence: `That ${label} takes the login is proven by the first run in dbt Cloud, which loads the raw data.`,
  };
  if (names.length === 0) {
    return othersSaid
      ? [login]
      : [{ id: 'warehouse-fields', title, state: 'ok', sentence: `All that ${label} needs is given.` }, login];
  }
  const settings = unmet.map((need) => need.map((fields) => fields.map((name) => fieldOf(name).setting)).join(' or '));
  return [
    {
      id: 'warehouse-fields',
      title,
      state: 'failed',
      sentence: `${label} still needs: ${names.join(', ')}.`,
      mend: `Enter what is missing, or set ${settings.join(', ')} and start the service again.`,
      link: warehousePage(warehouse, look.value),
    },
    login,
  ];
}

/** How each account's values are come by. */
const foundAt: Partial<Record<FieldName, string>> = {
  github_token: 'Make a token with the scopes repo, read:org and delete_repo, and enter it',
  github_app_id: 'Enter the App ID that the App’s page at GitHub shows',
  github_app_private_key: 'Make a private key on the App’s page at GitHub, and enter what its file holds',
  github_owner: 'Enter the user or organisation that the repository is made for',
  dbt_cloud_host: 'Enter the host that the browser shows in dbt Cloud',
  dbt_cloud_account_id: 'Enter the number after /accounts/ in dbt Cloud’s addresses',
  dbt_cloud_token: 'Make a service token under Account settings, Service tokens, and enter it',
  github_app_installation_id: 'Open the dbt Cloud app’s settings at GitHub, enter the number that ends their address',
};

function row(
  look: LookedAt,
  id: string,
  title: string,
  sentence: string,
  mend: string,
  field: FieldName,
): AccountCheck {
  const link = placeOf(look, field);
  return { id, title, state: 'failed', sentence, mend, ...(link === undefined ? {} : { link }) };
}

/** Which host an account has, where none is known yet. */
const dbtCloudRegions = 'https://docs.getdbt.com/docs/cloud/about-cloud/access-regions-ip-addresses';

/** The page where a person comes by a value. */
function placeOf({ githubUrl, dbtCloudUrl }: LookedAt, field: FieldName): string | undefined {
  switch (field) {
    case 'github_owner':
      return `${githubUrl}/settings/organizations`;
    case 'github_app_id':
    case 'github_app_private_key':
      return `${githubUrl}/settings/apps`;
    case 'github_token':
      return `${githubUrl}/settings/tokens/new?scopes=repo,read:org,delete_repo&description=Demo%20Foundry`;
    case 'github_app_installation_id':
      return `${githubUrl}/settings/installations`;
    case 'dbt_cloud_host':
      return dbtCloudRegions;
    case 'dbt_cloud_account_id':
    case 'dbt_cloud_token':
      return dbtCloudUrl ?? dbtCloudRegions;
    default:
      return undefined;
  }
}
