import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { root } from '../../src/config.ts';
import {
  type DemoSecrets,
  type DemoSettings,
  type DemoWarehouse,
  demoNames,
  demoRequest,
  type FoundInAccount,
} from '../../src/integrations/terraform/demo-module.ts';
import type { TerraformProgress } from '../../src/integrations/terraform/progress.ts';
import type { TerraformRequest } from '../../src/integrations/terraform/request.ts';
import { type MemoryStore, memoryStore, temporaryFolder, terraform } from '../integrations/terraform/setup.ts';
import { type DbtCloud, startDbtCloud } from '../setup/dbt-cloud/stand-in.ts';
import type { Row, Rows } from '../setup/dbt-cloud/state.ts';

/** A folder with the real provider, as a filesystem mirror. */
export const mirror = process.env.TERRAFORM_PROVIDER_MIRROR;

/** Whether the real provider can be run here; says in a sentence when not. */
export const withProvider = terraform !== undefined && mirror !== undefined;
if (terraform && !mirror) {
  process.stderr.write(
    'Tests on the real dbt Cloud provider are skipped: TERRAFORM_PROVIDER_MIRROR names no folder with it.\n',
  );
}

const key = (name: string) => `-----BEGIN PRIVATE KEY-----\nMIIE${name}0123456789abcdef\n-----END PRIVATE KEY-----\n`;

/** What each warehouse is reached by, with a secret and the one that takes its place. */
export const warehouses: Record<DemoWarehouse['kind'], { settings: DemoWarehouse; secret: string; next: string }> = {
  snowflake: {
    settings: {
      kind: 'snowflake',
      account: 'ab12345.eu-central-1',
      database: 'DEMO',
      warehouse: 'TRANSFORMING',
      role: 'TRANSFORMER',
      user: 'DBT',
      auth: 'keypair',
    },
    secret: key('snowflakeOne'),
    next: key('snowflakeTwo'),
  },
  bigquery: {
    settings: {
      kind: 'bigquery',
      projectId: 'acme-demo',
      location: 'EU',
      serviceAccount: {
        private_key_id: 'f00d',
        client_email: 'dbt@acme-demo.iam.gserviceaccount.com',
        client_id: '1234567890',
        client_x509_cert_url: 'https://www.googleapis.com/robot/v1/metadata/x509/dbt%40acme-demo',
      },
    },
    secret: key('bigqueryOne'),
    next: key('bigqueryTwo'),
  },
  databricks: {
    settings: {
      kind: 'databricks',
      host: 'dbc-1234.cloud.databricks.com',
      httpPath: '/sql/1.0/warehouses/abc',
      catalog: 'main',
    },
    secret: 'dapi-databricks-one',
    next: 'dapi-databricks-two',
  },
  redshift: {
    settings: { kind: 'redshift', host: 'demo.abc.eu-central-1.redshift.amazonaws.com', database: 'demo', user: 'dbt' },
    secret: 'redshift-password-one',
    next: 'redshift-password-two',
  },
};

export const kinds = ['snowflake', 'bigquery', 'databricks', 'redshift'] as const;

export interface Demo {
  readonly cloud: DbtCloud;
  readonly store: MemoryStore;
  readonly seen: TerraformProgress[];
  readonly abort: AbortController;
  request(changed?: Partial<DemoSettings>, secrets?: DemoSecrets): TerraformRequest;
}

/** A dbt Cloud of its own and a demo that is to be made in it. */
export async function startDemo(kind: DemoWarehouse['kind'] = 'redshift'): Promise<Demo> {
  if (!terraform) throw new Error('This test needs Terraform.');
  const found = terraform;
  const cloud = await startDbtCloud();
  onTestFinished(() => cloud.close());
  const home = await temporaryFolder();
  const { settings: warehouse, secret } = warehouses[kind];
  const settings: DemoSettings = {
    projectName: 'Acme demo [foundry-abc123def456]',
    schema: 'acme_abc123def456',
    dbtCloudUrl: cloud.url,
    accountId: cloud.accountId,
    repositoryUrl: 'git@github.com:acme/acme-demo.git',
    githubInstallationId: 4242,
    semanticLayer: false,
    warehouse,
  };
  const store = memoryStore();
  const seen: TerraformProgress[] = [];
  const abort = new AbortController();
  return {
    cloud,
    store,
    seen,
    abort,
    request: (changed = {}, secrets = { token: cloud.token, warehouse: secret }) => ({
      terraform: found,
      module: join(root, 'terraform'),
      folder: join(home, 'work'),
      mirror,
      ...demoRequest({ ...settings, ...changed }, secrets),
      state: store,
      signal: abort.signal,
      progress: (progress) => seen.push(progress),
    }),
  };
}

function there(rows: Rows): Row[] {
  return [...rows.values()].filter(({ state }) => state !== 2);
}

/** How many of each kind the account has. */
export function counts({ state }: DbtCloud): Record<string, number> {
  const { projects, repositories, connections, credentials, environments, variables, jobs } = state;
  const { semanticConfigurations, semanticCredentials } = state;
  const kept = {
    ...{ projects, repositories, connections, credentials, environments, variables, jobs },
    ...{ semanticConfigurations, semanticCredentials },
  };
  return Object.fromEntries(Object.entries(kept).map(([name, rows]) => [name, there(rows).length]));
}

/** One demo, whatever the warehouse. */
export const oneDemo = {
  projects: 1,
  repositories: 1,
  connections: 1,
  credentials: 1,
  environments: 3,
  variables: 1,
  jobs: 3,
  semanticConfigurations: 0,
  semanticCredentials: 0,
};

/** The same in its second phase. */
export const withSemanticLayer = { ...oneDemo, semanticConfigurations: 1, semanticCredentials: 1 };

export const nothing = Object.fromEntries(Object.keys(oneDemo).map((name) => [name, 0]));

/** What a search by the marker finds in the account. */
export function foundIn({ state }: DbtCloud): FoundInAccount {
  const [project, ...others] = there(state.projects).filter(({ name }) => String(name).includes('[foundry-'));
  if (!project || others.length > 0) throw new Error('There is not one project.');
  const ofProject = (rows: Rows) => there(rows).filter((row) => row.project_id === project.id);
  const named = (rows: Rows, names: Readonly<Record<string, string>>) =>
    Object.fromEntries(
      Object.entries(names).flatMap(([role, name]) => {
        const row = ofProject(rows).find((each) => each.name === name);
        return row ? [[role, row.id]] : [];
      }),
    );
  const repository = ofProject(state.repositories)[0];
  const connection = there(state.connections)[0];
  const credential = ofProject(state.credentials)[0];
  return {
    projectId: project.id,
    ...(repository && { repositoryId: repository.id, repositoryLinked: project.repository_id === repository.id }),
    ...(connection && { connectionId: connection.id }),
    ...(credential && { credentialId: credential.id }),
    environments: named(state.environments, demoNames.environments),
    rawSchema: ofProject(state.variables).length > 0,
    jobs: named(state.jobs, demoNames.jobs),
  };
}

/** Removes what cannot be adopted, as the Admin API does it. */
export function removeSemanticLayer({ state }: DbtCloud): void {
  for (const rows of [state.semanticConfigurations, state.semanticCredentials]) {
    for (const row of rows.values()) row.state = 2;
  }
  for (const project of state.projects.values()) project.semantic_layer_config_id = null;
}

/** Secrets that the account was given, newest last. */
export function secretsIn({ state }: DbtCloud, kind?: string): string[] {
  return state.secrets.filter((each) => kind === undefined || each.kind === kind).map(({ value }) => value);
}
