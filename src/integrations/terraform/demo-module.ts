import { z } from 'zod';
import { cloudEnvironments, cloudJobs } from '../../domain/build/cloud-jobs.ts';
import type { Adoption } from './import-blocks.ts';
import type { TerraformRequest } from './request.ts';

const id = z.number().int().positive();
const url = z.url();

/** The outputs of the module in `terraform/`. */
export const demoOutputs = z.object({
  project_id: id,
  repository_id: id,
  connection: z.object({ id, made: z.boolean() }),
  credential_id: id,
  environments: z.object({ development: id, production: id, integration: id }),
  jobs: z.object({ load: id, production: id, ci: id, scheduled: z.record(z.string(), id).optional() }),
  semantic_layer_id: id.nullish().transform((value) => value ?? undefined),
  schemas: z.object({ production: z.string(), raw: z.string() }),
  urls: z.object({
    project: url,
    develop: url,
    production: url,
    jobs: z.object({ load: url, production: url, ci: url, scheduled: z.record(z.string(), url).optional() }),
  }),
});
export type DemoOutputs = z.infer<typeof demoOutputs>;

/** Where and how the demo's tables are built. What only a connection needs is left out where one is given. */
export type DemoWarehouse =
  | {
      readonly kind: 'snowflake';
      readonly account?: string | undefined;
      readonly database?: string | undefined;
      readonly warehouse?: string | undefined;
      readonly role?: string | undefined;
      readonly user: string;
      readonly auth: 'keypair' | 'password';
    }
  | {
      readonly kind: 'bigquery';
      readonly projectId?: string | undefined;
      readonly location?: string | undefined;
      /** The service account's JSON without its private key. */
      readonly serviceAccount?:
        | {
            readonly private_key_id: string;
            readonly client_email: string;
            readonly client_id: string;
            readonly auth_uri?: string | undefined;
            readonly token_uri?: string | undefined;
            readonly auth_provider_x509_cert_url?: string | undefined;
            readonly client_x509_cert_url: string;
          }
        | undefined;
    }
  | {
      readonly kind: 'databricks';
      readonly host?: string | undefined;
      readonly httpPath?: string | undefined;
      readonly catalog?: string | undefined;
    }
  | {
      readonly kind: 'redshift';
      readonly host?: string | undefined;
      readonly port?: number | undefined;
      readonly database?: string | undefined;
      readonly user: string;
    };

/** What the module is given for one demo. */
export interface DemoSettings {
  /** With the build's marker at its end. */
  readonly projectName: string;
  readonly schema: string;
  /** Such as `https://cloud.getdbt.com`; the API's address is made of it. */
  readonly dbtCloudUrl: string;
  readonly accountId: number;
  readonly dbtVersion?: string | undefined;
  readonly threads?: number | undefined;
  /** Such as `git@github.com:acme/demo.git`. */
  readonly repositoryUrl: string;
  readonly githubInstallationId: number;
  readonly schedule?: string | undefined;
  readonly scheduleActive?: boolean | undefined;
  /** The production job's commands. */
  readonly productionSteps?: readonly string[] | undefined;
  /** Instead of one schedule a job for each of these, by its id. */
  readonly schedules?:
    | Readonly<Record<string, { readonly cron: string; readonly steps: readonly string[] }>>
    | undefined;
  readonly semanticLayer: boolean;
  readonly warehouse: DemoWarehouse;
  /** An existing connection; without it one is made. */
  readonly connectionId?: number | undefined;
  /** Raised by one for each changed secret. */
  readonly secretVersion?: number | undefined;
}

export interface DemoSecrets {
  readonly token: string;
  /** Private key, password or token of the warehouse, by its kind. Taking down needs none. */
  readonly warehouse?: string | undefined;
  readonly passphrase?: string | undefined;
}

/** Puts a demo's settings and secrets into the form that a run takes. */
export function demoRequest(
  settings: DemoSettings,
  secrets: DemoSecrets,
): Required<Pick<TerraformRequest, 'variables' | 'environment' | 'secrets'>> {
  const { warehouse } = settings;
  return {
    variables: defined({
      project_name: settings.projectName,
      schema: settings.schema,
      dbt_cloud_url: settings.dbtCloudUrl,
      account_id: settings.accountId,
      dbt_version: settings.dbtVersion,
      threads: settings.threads,
      repository_url: settings.repositoryUrl,
      github_installation_id: settings.githubInstallationId,
      schedule: settings.schedule,
      schedule_active: settings.scheduleActive,
      production_steps: settings.productionSteps,
      schedules: settings.schedules,
      semantic_layer: settings.semanticLayer,
      warehouse: warehouse.kind,
      connection_id: settings.connectionId,
      warehouse_secret_version: settings.secretVersion,
      [warehouse.kind]: defined(warehouseVariables(warehouse)),
    }),
    environment: {
      DBT_CLOUD_HOST_URL: `${settings.dbtCloudUrl}/api`,
      DBT_CLOUD_ACCOUNT_ID: String(settings.accountId),
    },
    secrets: defined({
      DBT_CLOUD_TOKEN: secrets.token,
      TF_VAR_warehouse_secret: secrets.warehouse,
      TF_VAR_warehouse_secret_passphrase: secrets.passphrase,
      ...(landsInState(settings)
        ? {
            TF_VAR_stored_warehouse_secret: secrets.warehouse,
            TF_VAR_stored_warehouse_secret_passphrase: secrets.passphrase,
          }
        : {}),
    }),
  };
}

/** Whether the module makes something that keeps the warehouse's secret in its state. */
function landsInState({ warehouse, semanticLayer, connectionId }: DemoSettings): boolean {
  return warehouse.kind === 'bigquery' ? connectionId === undefined : semanticLayer;
}

function warehouseVariables(warehouse: DemoWarehouse): Record<string, unknown> {
  switch (warehouse.kind) {
    case 'snowflake': {
      const { account, database, role, user, auth } = warehouse;
      return { account, database, warehouse: warehouse.warehouse, role, user, auth_type: auth };
    }
    case 'bigquery':
      return { gcp_project_id: warehouse.projectId, location: warehouse.location, ...warehouse.serviceAccount };
    case 'databricks':
      return { host: warehouse.host, http_path: warehouse.httpPath, catalog: warehouse.catalog };
    case 'redshift':
      return { host: warehouse.host, port: warehouse.port, database: warehouse.database, user: warehouse.user };
  }
}

function defined<Value>(values: Record<string, Value | undefined>): Record<string, Value> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Record<string, Value>;
}

/**
 * What an account was found to have of a demo, by the build's marker: remote ids. The Semantic Layer is not among it: its
 * configuration and credential cannot be adopted. Where the state does not know them, remove them by the Admin API, and the
 * next run makes them again.
 */
export interface FoundInAccount {
  readonly projectId: number;
  readonly repositoryId?: number;
  /** Whether the project knows the repository as its own. */
  readonly repositoryLinked?: boolean;
  /** Only one that was made for the demo, never a given one. */
  readonly connectionId?: number;
  readonly credentialId?: number;
  readonly environments?: {
    readonly development?: number;
    readonly production?: number;
    readonly integration?: number;
  };
  /** Whether DBT_RAW_SCHEMA is set. */
  readonly rawSchema?: boolean;
  readonly jobs?: {
    readonly load?: number;
    readonly production?: number;
    readonly ci?: number;
    /** By the id of their schedule. */
    readonly scheduled?: Readonly<Record<string, number>>;
  };
}

/** Names of environments and jobs in the account, by which they are recognised. */
export const demoNames = {
  environments: {
    development: cloudEnvironments.development.name,
    production: cloudEnvironments.production.name,
    integration: cloudEnvironments.integration.name,
  },
  jobs: { load: cloudJobs.load.name, production: cloudJobs.production.name, ci: cloudJobs.ci.name },
} as const;

/** The adoptions that make a run go on with what exists instead of making it again. */
export function adoptionsOf(warehouse: DemoWarehouse['kind'], found: FoundInAccount): Adoption[] {
  const project = found.projectId;
  const inProject = (key: number | string | undefined) => (key === undefined ? undefined : `${project}:${key}`);
  const ids: Record<string, string | number | undefined> = {
    'dbtcloud_project.demo': project,
    'dbtcloud_repository.demo': inProject(found.repositoryId),
    'dbtcloud_project_repository.demo': found.repositoryLinked ? inProject(found.repositoryId) : undefined,
    'dbtcloud_global_connection.demo[0]': found.connectionId,
    [`dbtcloud_${warehouse}_credential.production[0]`]: inProject(found.credentialId),
    'dbtcloud_environment.development': inProject(found.environments?.development),
    'dbtcloud_environment.production': inProject(found.environments?.production),
    'dbtcloud_environment.integration': inProject(found.environments?.integration),
    'dbtcloud_environment_variable.raw_schema': found.rawSchema ? inProject('DBT_RAW_SCHEMA') : undefined,
    'dbtcloud_job.load': found.jobs?.load,
    'dbtcloud_job.production': found.jobs?.production,
    'dbtcloud_job.ci': found.jobs?.ci,
    ...Object.fromEntries(
      Object.entries(found.jobs?.scheduled ?? {}).map(([name, job]) => [`dbtcloud_job.scheduled["${name}"]`, job]),
    ),
  };
  return Object.entries(ids).flatMap(([address, id]) => (id === undefined ? [] : [{ address, id: String(id) }]));
}
