import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { expect, onTestFinished } from 'vitest';
import type { StepContext } from '../../../src/activities/as-step.ts';
import type { InfrastructureInput } from '../../../src/activities/dbt-cloud/contract.ts';
import type { AccountDeps } from '../../../src/activities/dbt-cloud/services.ts';
import { root } from '../../../src/config.ts';
import type { AccountAccess } from '../../../src/domain/accounts/account-access.ts';
import { type FieldName, fieldOf } from '../../../src/domain/accounts/fields.ts';
import { digestOf } from '../../../src/integrations/artifacts/digest.ts';
import { fileArtifactStore } from '../../../src/integrations/artifacts/file-store.ts';
import { putJson } from '../../../src/integrations/artifacts/json.ts';
import { fileArtifactRoots } from '../../../src/integrations/artifacts/roots.ts';
import { memoryVault } from '../../../src/integrations/secrets/memory-vault.ts';
import type { Vault } from '../../../src/integrations/secrets/vault.ts';
import { payloadKeys } from '../../../src/integrations/temporal/payload-key.ts';
import type { DemoWarehouse } from '../../../src/integrations/terraform/demo-module.ts';
import { type StoredState, storedStates } from '../../../src/integrations/terraform/stored-states.ts';
import { type DbtCloud, startDbtCloud } from '../../setup/dbt-cloud/stand-in.ts';
import { mirror } from '../../terraform/demo.ts';
import { aSnapshot } from '../../views/fixtures/reports.ts';

export const buildId = 'bq7cabc23456';
export const marker = `foundry-${buildId}`;

const pem = (name: string) => `-----BEGIN PRIVATE KEY-----\nMIIE${name}0123456789abcdef\n-----END PRIVATE KEY-----\n`;

/** Values of each warehouse's fields, secrets included. */
export const warehouseValues: Record<DemoWarehouse['kind'], Partial<Record<FieldName, string>>> = {
  snowflake: {
    snowflake_account: 'ab12345.eu-central-1',
    snowflake_database: 'DEMO',
    snowflake_warehouse: 'TRANSFORMING',
    snowflake_role: 'TRANSFORMER',
    snowflake_user: 'DBT',
    snowflake_private_key: pem('snowflake'),
    snowflake_private_key_passphrase: 'passphrase of snowflake',
  },
  bigquery: {
    bigquery_project: 'acme-demo',
    bigquery_service_account: JSON.stringify({
      type: 'service_account',
      project_id: 'acme-demo',
      private_key_id: 'f00d',
      private_key: pem('bigquery'),
      client_email: 'dbt@acme-demo.iam.gserviceaccount.com',
      client_id: '1234567890',
      auth_uri: 'https://accounts.google.com/o/oauth2/auth',
      token_uri: 'https://oauth2.googleapis.com/token',
      auth_provider_x509_cert_url: 'https://www.googleapis.com/oauth2/v1/certs',
      client_x509_cert_url: 'https://www.googleapis.com/robot/v1/metadata/x509/dbt%40acme-demo',
    }),
  },
  databricks: {
    databricks_host: 'dbc-1234.cloud.databricks.com',
    databricks_http_path: '/sql/1.0/warehouses/abc',
    databricks_catalog: 'main',
    databricks_token: 'dapi-databricks-token',
  },
  redshift: {
    redshift_host: 'demo.abc.eu-central-1.redshift.amazonaws.com',
    redshift_port: '5440',
    redshift_database: 'demo',
    redshift_user: 'dbt',
    redshift_password: 'redshift-password',
  },
};

/** Parts of the secrets that would give them away, and that nothing else holds. */
export const tellingSecrets = [
  'MIIEsnowflake0123456789abcdef',
  'passphrase of snowflake',
  'MIIEbigquery0123456789abcdef',
  'dapi-databricks-token',
  'redshift-password',
];

export interface CloudBuild {
  readonly cloud: DbtCloud;
  readonly deps: AccountDeps;
  readonly vault: Vault;
  readonly state: StoredState;
  readonly home: string;
  readonly context: StepContext;
  readonly abort: AbortController;
  /** What was said while something took its time. */
  readonly lines: string[];
  input(changed?: Partial<InfrastructureInput>): InfrastructureInput;
  /** Gives values for the build alone: secrets by handle. */
  enter(values: Partial<Record<FieldName, string>>): Promise<AccountAccess>;
  /** Whether no secret is in any file, line, log or given word. */
  expectNoSecret(...words: readonly unknown[]): Promise<void>;
}

/** A build whose target is a dbt Cloud of its own. @param terraform its path; without it, the one on PATH */
export async function startCloudBuild(
  kind: DemoWarehouse['kind'] = 'redshift',
  { terraform }: { readonly terraform?: string } = {},
): Promise<CloudBuild> {
  const cloud = await startDbtCloud();
  onTestFinished(() => cloud.close());
  const home = await mkdtemp(join(tmpdir(), 'foundry-cloud-'));
  onTestFinished(() => rm(home, { recursive: true, force: true }));
  const artifacts = fileArtifactStore(join(home, 'artifacts'));
  const logs: string[] = [];
  const keys = payloadKeys([{ id: 'k1', base64: randomBytes(32).toString('base64') }]);
  const { stateOf } = storedStates({
    ...{ artifacts, keys },
    roots: fileArtifactRoots(join(home, 'artifacts')),
    folder: join(home, 'states'),
  });
  const vault = memoryVault();
  const deps: AccountDeps = {
    logger: pino({ level: 'trace' }, { write: (line) => void logs.push(line) }),
    vault,
    artifacts,
    services: {
      defaults: {
        dbt_cloud_host: cloud.url,
        dbt_cloud_account_id: String(cloud.accountId),
        dbt_cloud_token: cloud.token,
        github_app_installation_id: '4242',
      },
      githubApiUrl: 'https://api.github.com',
      templateRepository: undefined,
      terraform: {
        binary: terraform ?? process.env.TERRAFORM_BIN,
        module: join(root, 'terraform'),
        mirror: mirror ?? join(home, 'mirror'),
        workFolder: join(home, 'work'),
        stateOf,
      },
    },
  };

  async function enter(entered: Partial<Record<FieldName, string>>): Promise<AccountAccess> {
    const values: Partial<Record<FieldName, string>> = {};
    const secrets: Partial<Record<FieldName, string>> = {};
    // Object.entries forgets that the keys are fields.
    for (const [name, value] of Object.entries(entered) as [FieldName, string][]) {
      if (fieldOf(name).secret) secrets[name] = await vault.keep(buildId, value);
      else values[name] = value;
    }
    return { values, secrets };
  }

  const access = await enter(warehouseValues[kind]);
  const snapshot = aSnapshot(digestOf('main'), digestOf('scenario'));
  const project = await putJson(artifacts, { ...snapshot, company: 'Acme', companyName: 'acme' });
  const lines: string[] = [];
  const abort = new AbortController();
  return {
    ...{ cloud, deps, vault, home, abort, lines, enter },
    state: stateOf(buildId),
    context: { signal: abort.signal, progress: (line) => void lines.push(line) },
    input: (changed = {}) => ({
      ...{ buildId, access, project, warehouse: kind },
      cloneUrl: 'https://github.com/acme/acme-demo.git',
      ...{ schedule: '0 6 * * *', scheduleActive: true, options: {}, semanticLayer: false, secretVersion: 1 },
      ...changed,
    }),
    async expectNoSecret(...words) {
      const texts = [lines.join('\n'), logs.join('\n'), ...words.map(tellingText)];
      const files = await filesUnder(home);
      for (const file of files) texts.push(`${file}\n${await readFile(file, 'latin1')}`);
      for (const text of texts) {
        for (const secret of [...tellingSecrets, cloud.token]) expect(text).not.toContain(secret);
      }
    },
  };
}

/** All of a value, an error's cause included. */
function tellingText(value: unknown): string {
  if (!(value instanceof Error)) return JSON.stringify(value) ?? '';
  return [value.stack, JSON.stringify(value), value.cause === undefined ? '' : tellingText(value.cause)].join('\n');
}

async function filesUnder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
