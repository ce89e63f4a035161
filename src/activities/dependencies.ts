import type { Logger } from 'pino';
import type { DbtSchemas } from '../domain/project/lint/yaml.ts';
import type { ProjectFiles } from '../domain/project/render-input.ts';
import type { ProviderOf } from '../integrations/ai/configured-provider.ts';
import type { AiProvider } from '../integrations/ai/provider.ts';
import type { ArtifactRoots } from '../integrations/artifacts/roots.ts';
import type { StepResults } from '../integrations/artifacts/step-results.ts';
import type { ArtifactStore } from '../integrations/artifacts/store.ts';
import type { DbtRunner } from '../integrations/dbt/runner.ts';
import type { WarehouseProver } from '../integrations/dbt/warehouse/warehouse-prover.ts';
import type { LocalEnvironments } from '../integrations/platform/local/environments.ts';
import type { ProductionSchedules } from '../integrations/platform/local/schedules.ts';
import type { Records } from '../integrations/records/records.ts';
import type { Repositories } from '../integrations/repository/repositories.ts';
import type { Vault } from '../integrations/secrets/vault.ts';
import type { OpenBuilds } from '../integrations/temporal/open-builds.ts';
import type { Services } from './dbt-cloud/services.ts';

/** What the steps of a build work with; the worker wires it up. */
export interface Dependencies {
  readonly logger: Logger;
  readonly artifacts: ArtifactStore;
  readonly stepResults: StepResults;
  readonly roots: ArtifactRoots;
  readonly records: Records;
  /** What generates where a build does not say. */
  readonly provider: AiProvider;
  /** Opens the provider that a build has chosen. */
  readonly providerOf: ProviderOf;
  /** Where entered keys are kept; none where nothing keeps them. */
  readonly vault: Vault | undefined;
  /** The most tokens that a build may use, read and written together. */
  readonly tokenBudget: number;
  /** The build whose workflow has this id. */
  buildOf(workflowId: string): string;
  /** Files that every project starts from. */
  readonly template: ProjectFiles;
  readonly repositories: Repositories;
  readonly environments: LocalEnvironments;
  readonly schedules: ProductionSchedules;
  readonly openBuilds: OpenBuilds;
  /** How demos in dbt Cloud reach what is outside. */
  readonly services: Services;
  readonly dbt: DbtRunner;
  readonly prover: WarehouseProver;
  /** JSON schemas that the installed dbt-core ships, for holding YAML against. */
  readonly dbtSchemas: DbtSchemas;
  /** A digest of the code that makes results: another version finds none of the old ones. */
  readonly codeVersion: string;
  /** Where rehearsals work; each in a folder of its own that it removes. */
  readonly workFolder: string;
}
