import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import { pino } from 'pino';
import { expect, onTestFinished } from 'vitest';
import { asStep, type StepContext } from '../../../src/activities/as-step.ts';
import type { Services } from '../../../src/activities/dbt-cloud/services.ts';
import type { AccountAccess } from '../../../src/domain/accounts/account-access.ts';
import type { Snapshot } from '../../../src/domain/project/snapshot.ts';
import type { Scenario } from '../../../src/domain/scenario/scenario.ts';
import { fileArtifactStore } from '../../../src/integrations/artifacts/file-store.ts';
import { putJson } from '../../../src/integrations/artifacts/json.ts';
import { putTree } from '../../../src/integrations/artifacts/tree.ts';
import { localRepositories } from '../../../src/integrations/repository/local-repositories.ts';
import { memoryVault } from '../../../src/integrations/secrets/memory-vault.ts';
import { readTemplate } from '../../../src/integrations/template/read.ts';
import { libraryScenario } from '../../domain/fixtures/library.ts';
import { secret, someGitHub } from '../../integrations/repository/github/some-github.ts';
import { startDbtCloud } from '../../setup/dbt-cloud/stand-in.ts';
import type { Token } from '../../setup/github/state.ts';
import { aSnapshot } from '../../views/fixtures/reports.ts';

export const buildId = 'bq7cabc23456';
const privateKey = '-----BEGIN PRIVATE KEY-----\nMIIEthis-is-nobodys-business\n-----END PRIVATE KEY-----\n';

/**
 * A build with accounts at stand-ins of GitHub and dbt Cloud, its secrets in a vault, and a Terraform that says its version.
 * When the test has ended, no secret may have been logged, shown as progress or be in a failure's words.
 */
export async function openAccountsBench(token?: Token) {
  const { folder, github, state, acme, lines } = await someGitHub(token);
  const dbtCloud = await startDbtCloud({ token: 'dbtc_nobody-may-read-this-either' });
  const vault = memoryVault();
  const artifacts = fileArtifactStore(join(folder, 'artifacts'));
  const template = await readTemplate('template');
  const logged: string[] = [];
  const said: string[] = [];
  const logger = pino({ level: 'trace' }, { write: (line: string) => void logged.push(line) });
  onTestFinished(async () => {
    await dbtCloud.close();
    for (const text of [secret, dbtCloud.token, 'nobodys-business']) {
      expect([...logged, ...said, ...lines].filter((line) => line.includes(text))).toEqual([]);
    }
  });

  const keep = (value: string) => vault.keep(buildId, value);
  const access: AccountAccess = {
    values: {
      ...{ github_owner: 'acme', dbt_cloud_host: dbtCloud.url, dbt_cloud_account_id: String(dbtCloud.accountId) },
      ...{ github_app_installation_id: '31337', snowflake_account: 'ab12345', snowflake_database: 'DEMO' },
      ...{ snowflake_warehouse: 'WH', snowflake_user: 'DBT' },
    },
    secrets: {
      github_token: await keep(secret),
      dbt_cloud_token: await keep(dbtCloud.token),
      snowflake_private_key: await keep(privateKey),
    },
  };
  const services: Services = {
    defaults: {},
    githubApiUrl: github.url,
    templateRepository: undefined,
    terraform: {
      binary: await aTerraform(folder, '1.14.2'),
      ...{ module: '', mirror: '', workFolder: folder },
      stateOf: () => {
        throw new Error('nothing here works on what stands');
      },
    },
  };
  const deps = {
    ...{ logger, artifacts, vault, services, template, dbtSchemas: { properties: {}, project: {} } },
    repositories: localRepositories(join(folder, 'repositories')),
    records: { getBuild: async () => undefined },
  };
  const environment = new MockActivityEnvironment({}, { logger: new DefaultLogger('ERROR') });
  environment.on('heartbeat', ({ progress }: { progress: string }) => said.push(progress));

  return {
    ...{ folder, github, state, acme, dbtCloud, deps, access, said, keep },
    /** Runs a step as a worker does, and looks at what it fails with. */
    async run<In, Out>(step: (input: In, context: StepContext) => Promise<Out>, given: In): Promise<Out> {
      try {
        return await environment.run(asStep(logger, 'step', step), given);
      } catch (error) {
        said.push(inspect(error, { depth: 9 }));
        throw error;
      }
    },
    /** Keeps a small project of the library's scenario, with a branch for a batch and for each change. */
    async project({ changed = (scenario: Scenario): Scenario => scenario, ...more }: ProjectChange = {}) {
      const scenario = changed(libraryScenario());
      const altered = await putTree(artifacts, { 'models/fct_loans.sql': 'select 2' });
      return putJson(artifacts, {
        ...aSnapshot(await putTree(artifacts, { 'README.md': 'Read me' }), await putJson(artifacts, scenario)),
        batches: { 'next-day': altered },
        changes: Object.fromEntries(scenario.changes.map(({ id }) => [id, altered])),
        ...more,
      });
    },
  };
}

interface ProjectChange extends Partial<Snapshot> {
  readonly changed?: (scenario: Scenario) => Scenario;
}

/** A program that says of itself that it is Terraform of a version. */
export async function aTerraform(folder: string, version: string): Promise<string> {
  const path = join(folder, `terraform-${version}`);
  await writeFile(path, `#!/bin/sh\necho '{"terraform_version":"${version}"}'\n`);
  await chmod(path, 0o755);
  return path;
}
