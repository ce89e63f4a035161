/** What a demo has in dbt Cloud, by the names and commands that Terraform's module gives it; a test holds them to it. */
export const cloudEnvironments = {
  development: { name: 'Development', kind: 'Development' },
  production: { name: 'Production', kind: 'Deployment, marked as production' },
  integration: { name: 'Loads and pull requests', kind: 'Deployment' },
} as const;
export type CloudEnvironment = keyof typeof cloudEnvironments;

/** A job in dbt Cloud. */
export interface CloudJob {
  readonly name: string;
  readonly environment: CloudEnvironment;
  readonly commands: readonly string[];
  readonly docs: boolean;
  /** Whether it looks at the freshness of sources first. */
  readonly freshness: boolean;
  /** What starts it. */
  readonly trigger: 'hand' | 'schedule' | 'pull-request';
}

export const cloudJobs = {
  load: {
    ...{ name: 'Load raw data', environment: 'integration', docs: false, freshness: false, trigger: 'hand' },
    commands: ['dbt seed --full-refresh --select config.schema:raw'],
  },
  production: {
    ...{ name: 'Production', environment: 'production', docs: true, freshness: true, trigger: 'schedule' },
    commands: ['dbt build --exclude config.schema:raw --exclude-resource-type unit_test'],
  },
  ci: {
    ...{ name: 'Pull requests', environment: 'integration', docs: false, freshness: false, trigger: 'pull-request' },
    commands: ['dbt build --no-partial-parse --select state:modified+ --exclude config.schema:raw'],
  },
} as const satisfies Record<string, CloudJob>;

/** The job in dbt Cloud of one of several schedules: as Terraform's module names it. */
export function scheduledJobName(schedule: string): string {
  return `${cloudJobs.production.name}: ${schedule}`;
}

/** Commands that build everything from nothing, instead of adding what is new. */
export function inFull(commands: readonly string[]): string[] {
  return commands.map((command) => (/^dbt (build|seed) /.test(command) ? `${command} --full-refresh` : command));
}

/** The environment variable that names the schema of raw data, which all environments read. */
export const rawSchemaVariable = 'DBT_RAW_SCHEMA';

/** Threads and the version of dbt where nobody chooses others. */
export const cloudDefaults = { threads: 8, dbtVersion: 'latest' } as const;
