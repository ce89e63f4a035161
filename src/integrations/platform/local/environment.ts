import { z } from 'zod';

/**
 * A demo's environments on this machine: one DuckDB file with a schema each for production, development, CI and raw.
 * Every run works on a copy in a folder of its own; `current` then points to the run whose file counts.
 */
export const environmentSchema = z.strictObject({
  schema: z.literal('environment/1'),
  buildId: z.string(),
  /** Raised by a reset; runs of another generation do nothing. */
  generation: z.number().int().positive(),
  /** Digest of the project snapshot that the environments were made for. */
  project: z.string(),
  /** The profile's name in dbt_project.yml, also the stem of the database file: views hold it as their catalog. */
  profile: z.string(),
  /** Production's schema; `_raw`, `_dev` and `_ci_{change}` hang on it. */
  productionSchema: z.string(),
  /** The run whose database is the environment's own; `null` before the first one. */
  current: z.string().nullable(),
  /** The batch in the raw schema. */
  landed: z.string().nullable(),
});
export type Environment = z.infer<typeof environmentSchema>;

/** The environment that a dbt command runs in. */
export type EnvironmentName = 'production' | 'development' | 'ci';

/** The schema of an environment; CI has one a change. */
export function schemaOf(environment: Environment, name: EnvironmentName, subject?: string): string {
  if (name === 'production') return environment.productionSchema;
  if (name === 'development') return `${environment.productionSchema}_dev`;
  return `${environment.productionSchema}_ci_${(subject ?? 'change').replaceAll('-', '_')}`;
}

/** The raw schema, which all environments share. */
export function rawSchemaOf(environment: Environment): string {
  return `${environment.productionSchema}_raw`;
}
