import { z } from 'zod';
import type { AccountCheck, Found } from '../../../domain/accounts/account-check.ts';
import { type DbtCloudAccount, readAccount, readFeatures } from './account.ts';
import { type Calls, connect, type DbtCloudAccess } from './calls.ts';
import { type DbtCloudError, type DbtCloudErrorCode, isDbtCloudError } from './dbt-cloud-error.ts';

export type DbtCloudCheck = AccountCheck<'account' | 'permissions' | 'semantic-layer' | 'advanced-ci' | 'github-app'>;

export interface DbtCloudQuestion extends DbtCloudAccess {
  /** The installation of dbt Cloud's GitHub App that is to read the repository. */
  readonly githubInstallationId?: number | undefined;
  /** Whether the demo has metrics, and so wants the Semantic Layer. */
  readonly semanticLayer: boolean;
}

/** Failures that only a person can mend: the check has failed. After any other, nothing is known. */
const final: readonly DbtCloudErrorCode[] = [
  'dbt-cloud-host-unusable',
  'dbt-cloud-token-refused',
  'dbt-cloud-forbidden',
  'dbt-cloud-not-found',
  'dbt-cloud-account-missing',
];

/** Looks before any work whether a build can be provisioned in an account. Each check stands for itself; nothing is changed. */
export async function checkDbtCloudAccess(question: DbtCloudQuestion): Promise<DbtCloudCheck[]> {
  let calls: Calls;
  try {
    // Who waits for a table waits for no second try.
    calls = connect({ callLimitMs: 15_000, pausesMs: [1_000], ...question });
  } catch (error) {
    if (!isDbtCloudError(error)) throw error;
    return [{ id: 'account', title: titles.account, ...failureOf(error) }];
  }
  const account = readAccount(calls);
  // Several checks wait for it, and each tells the failure by itself.
  account.catch(() => {});
  const features = account.then((known) => readFeatures(calls, known));
  features.catch(() => {});
  return Promise.all([
    checkOf('account', async () => accountFound(calls, await account)),
    checkOf('permissions', () => permissionsFound(calls)),
    checkOf('semantic-layer', async () => semanticLayerFound((await features).semanticLayer, question.semanticLayer)),
    checkOf('advanced-ci', async () => advancedCiFound((await features).advancedCi)),
    checkOf('github-app', () => githubAppFound(calls, question.githubInstallationId)),
  ]);
}

const titles: Record<DbtCloudCheck['id'], string> = {
  account: 'dbt Cloud account',
  permissions: 'Token’s permissions',
  'semantic-layer': 'Semantic Layer',
  'advanced-ci': 'Advanced CI',
  'github-app': 'GitHub App',
};

async function checkOf(id: DbtCloudCheck['id'], look: () => Promise<Found>): Promise<DbtCloudCheck> {
  try {
    return { id, title: titles[id], ...(await look()) };
  } catch (error) {
    if (!isDbtCloudError(error)) throw error;
    return { id, title: titles[id], ...failureOf(error) };
  }
}

function failureOf({ code, sentence, mend, link }: DbtCloudError): Found {
  return {
    state: final.includes(code) ? 'failed' : 'unknown',
    sentence,
    mend,
    ...(link === undefined ? {} : { link }),
  };
}

function accountFound({ host, accountId }: Calls, { name, plan, locked }: DbtCloudAccount): Found {
  const link = `${host.webUrl}/settings/accounts/${accountId}/`;
  if (locked) {
    const mend =
      'Have an owner of the account unlock it in dbt Cloud (billing or an ended trial), or enter another one.';
    return { state: 'failed', sentence: `The account ${name || accountId} is locked.`, mend, link };
  }
  return { state: 'ok', sentence: `${name || accountId}${plan && ` (${plan})`} answers at ${host.name}.`, link };
}

/** Reading each kind says that the token sees them; making them cannot be tried without making something. */
async function permissionsFound({ read, host, accountId }: Calls): Promise<Found> {
  const kinds = {
    projects: `/v3/accounts/${accountId}/projects/?limit=1`,
    connections: `/v3/accounts/${accountId}/connections/?limit=1`,
    jobs: `/v2/accounts/${accountId}/jobs/?limit=1`,
    runs: `/v2/accounts/${accountId}/runs/?limit=1`,
  };
  const hidden: string[] = [];
  for (const [kind, path] of Object.entries(kinds)) {
    try {
      await read(path, z.array(z.unknown()));
    } catch (error) {
      if (!isDbtCloudError(error, 'dbt-cloud-forbidden', 'dbt-cloud-not-found')) throw error;
      hidden.push(kind);
    }
  }
  if (hidden.length === 0) {
    const seen = 'The token sees projects, connections, jobs and runs';
    return { state: 'unknown', sentence: `${seen}; that it may make them is proven when Terraform makes the project.` };
  }
  return {
    state: 'failed',
    sentence: `The token does not see the account’s ${hidden.join(', ')}.`,
    mend: 'Give the service token the permission set Account Admin, or Project Creator with Git Admin and Job Admin on all projects.',
    link: `${host.webUrl}/settings/accounts/${accountId}/`,
  };
}

function semanticLayerFound(has: 'yes' | 'no' | 'unknown', wanted: boolean): Found {
  if (!wanted) return { state: 'ok', sentence: 'This demo has no metrics and needs none.' };
  if (has === 'yes')
    return { state: 'ok', sentence: 'The account’s plan has it; it is set up after the first production run.' };
  if (has === 'unknown') {
    return {
      state: 'unknown',
      sentence: 'The plan’s name does not tell; it is proven after the first production run.',
    };
  }
  return {
    state: 'failed',
    sentence: 'The account’s plan has no Semantic Layer.',
    mend: 'Take an account whose plan has it, or go on without: the metrics stay in the project and are not served.',
  };
}

function advancedCiFound(has: 'yes' | 'no' | 'unknown'): Found {
  if (has === 'yes')
    return { state: 'ok', sentence: 'The account has it: pull requests can also show which rows change.' };
  if (has === 'no') {
    return {
      state: 'ok',
      sentence:
        'The account has it not or has it off: pull requests are built and tested, without a comparison of rows.',
    };
  }
  return {
    state: 'unknown',
    sentence: 'The account does not tell; pull requests are built and tested without it, too.',
  };
}

const installations = z.array(z.object({ id: z.number(), account: z.object({ login: z.string() }).nullish() }));

async function githubAppFound({ readBare, host }: Calls, id: number | undefined): Promise<Found> {
  const link = `${host.webUrl}/settings/profile`;
  if (id === undefined) {
    return {
      state: 'failed',
      sentence: 'No installation of dbt Cloud’s GitHub App is given.',
      mend: 'Enter the installation id: it ends the address of the app’s settings page at GitHub (Settings, Applications, dbt Cloud, Configure).',
      link,
    };
  }
  try {
    const known = await readBare('/v2/integrations/github/installations/', installations);
    const mine = known.find((each) => each.id === id);
    if (mine) {
      const whose = mine.account ? `, of ${mine.account.login}` : '';
      return { state: 'ok', sentence: `dbt Cloud knows the installation ${id}${whose}.` };
    }
    const others = known.map((each) => `${each.id} (${each.account?.login ?? 'no name'})`).slice(0, 5);
    return {
      state: 'failed',
      sentence: `dbt Cloud does not know the installation ${id} for this person${others.length > 0 ? `, but ${others.join(', ')}` : ''}.`,
      mend: 'Enter the id of one that it knows, or install the dbt Cloud app for the GitHub account that holds the repository.',
      link,
    };
  } catch (error) {
    if (!isDbtCloudError(error)) throw error;
    // Only a person's token is told, and the route is not a described one.
    return {
      state: 'unknown',
      sentence: `dbt Cloud does not tell this token whether it knows the installation ${id}; it is proven when dbt Cloud sees the repository.`,
    };
  }
}
