import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeRunsReal, type RealRuns } from './dbt-cloud/real-runs.ts';
import { queueRun } from './dbt-cloud/run-rows.ts';
import { type DbtCloud, startDbtCloud } from './dbt-cloud/stand-in.ts';
import { type StandInGitHub, startGitHub } from './github/github.ts';

/** Values that must be found nowhere. */
export const secrets = {
  GITHUB_TOKEN: 'ghp_SECRETSECRETSECRETSECRETSECRET01',
  DBT_CLOUD_SERVICE_TOKEN: 'dbtc_SECRETSECRETSECRETSECRET02',
  SNOWFLAKE_PRIVATE_KEY: '-----BEGIN PRIVATE KEY-----\nMIIESECRETSECRETSECRETSECRET03\n-----END PRIVATE KEY-----\n',
} as const;

/** The texts by which those are found, however their lines end. */
export const secretTexts: readonly string[] = [
  secrets.GITHUB_TOKEN,
  secrets.DBT_CLOUD_SERVICE_TOKEN,
  'MIIESECRETSECRETSECRETSECRET03',
];

/** Accounts at GitHub and dbt Cloud that a service on this machine can use, with a warehouse that runs for real. */
export interface CloudAccounts {
  readonly github: StandInGitHub;
  readonly dbtCloud: DbtCloud;
  readonly runs: RealRuns;
  /** Settings of a service that uses them. */
  readonly settings: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** How often the stand-in of dbt Cloud looks whether a pull request was opened, as GitHub would tell it. */
const webhookMs = 300;

/** Opens both. A pull request starts a run of the CI job, as the real ones do by a webhook. */
export async function openCloudAccounts(): Promise<CloudAccounts> {
  const folder = await mkdtemp(join(tmpdir(), 'cloud-accounts-'));
  const github = await startGitHub(join(folder, 'github'));
  const dbtCloud = await startDbtCloud({ token: secrets.DBT_CLOUD_SERVICE_TOKEN });
  github.state.addAccount('ann', 'User');
  const acme = github.state.addAccount('acme', 'Organization');
  acme.members.set('ann', { role: 'admin', state: 'active' });
  github.state.tokens.set(secrets.GITHUB_TOKEN, { login: 'ann', scopes: ['repo', 'delete_repo', 'read:org'] });
  const bareOf = (fullName: string) => {
    const [owner = '', name = ''] = fullName.split('/');
    return github.state.folderOf(owner, name);
  };
  const runs = makeRunsReal(dbtCloud, join(folder, 'runs'), bareOf);
  const webhooks = setInterval(() => tellOfPulls(github, dbtCloud), webhookMs);
  return {
    github,
    dbtCloud,
    runs,
    settings: {
      ...secrets,
      SNOWFLAKE_PRIVATE_KEY: secrets.SNOWFLAKE_PRIVATE_KEY.replaceAll('\n', '\\n'),
      GITHUB_API_URL: github.url,
      DEFAULT_GITHUB_ORG: 'acme',
      DBT_CLOUD_HOST: dbtCloud.url,
      DEFAULT_DBT_ACCOUNT_ID: String(dbtCloud.accountId),
      GITHUB_APP_INSTALLATION_ID: '4242',
      SNOWFLAKE_ACCOUNT: 'ab12345.eu-central-1',
      SNOWFLAKE_DATABASE: 'DEMO',
      SNOWFLAKE_WAREHOUSE: 'TRANSFORMING',
      SNOWFLAKE_USER: 'DBT',
    },
    async close() {
      clearInterval(webhooks);
      await runs.settled();
      await github.close();
      await dbtCloud.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Starts CI for pull requests that have no run yet, in the project that is linked to their repository. */
function tellOfPulls(github: StandInGitHub, { state }: DbtCloud): void {
  for (const repository of github.state.repositories) {
    const fullName = `${repository.owner.login}/${repository.name}`;
    const linked = [...state.repositories.values()].find((row) => row.full_name === fullName);
    const job =
      linked &&
      [...state.jobs.values()].find((row) => row.name === 'Pull requests' && row.project_id === linked.project_id);
    if (!job) continue;
    for (const pull of repository.pulls) {
      const told = [...state.runs.values()].some(
        (run) =>
          (run.trigger as Record<string, unknown>).github_pull_request_id === pull.number && run.job_id === job.id,
      );
      if (told || pull.state !== 'open') continue;
      queueRun(state, job, {
        cause: 'Triggered by a pull request',
        git_branch: pull.head,
        github_pull_request_id: pull.number,
        schema_override: `dbt_cloud_pr_${job.id}_${pull.number}`,
      });
    }
  }
}
