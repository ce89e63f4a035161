import { z } from 'zod';
import { type Warehouse, warehouses } from '../brief/brief.ts';
import { fileFinding } from './report.ts';

/** Warehouses that a project is proven for without one; on DuckDB it is run for real. */
export const provenWarehouses = ['snowflake', 'redshift', 'bigquery', 'databricks'] as const satisfies Warehouse[];
export type ProvenWarehouse = (typeof provenWarehouses)[number];

export function isProven(warehouse: string): warehouse is ProvenWarehouse {
  return warehouses.some((known) => known === warehouse) && warehouse !== 'duckdb';
}

/** Names as people write them. */
export const warehouseLabels: Readonly<Record<ProvenWarehouse, string>> = {
  snowflake: 'Snowflake',
  redshift: 'Redshift',
  bigquery: 'BigQuery',
  databricks: 'Databricks',
};

/** What a proof is made of, in order. */
export const proofStageNames = [
  /** Our own rules for SQL that runs everywhere, on the files and on what the adapter compiles from them. */
  'rules',
  /** The adapter parses, and every deprecation is an error. */
  'parse',
  /** Every model and test compiles as on the first run. */
  'compile-first-run',
  /** And as on a later run, when incremental tables stand. */
  'compile-later-run',
  /** Each compiled query is read as the warehouse's SQL, and each function is one that it has. */
  'functions',
  /** Seeds, models, tests and unit tests run against a connection that takes the statements down. */
  'recorded-build',
] as const;
export type ProofStageName = (typeof proofStageNames)[number];

export const proofStage = z.strictObject({
  stage: z.enum(proofStageNames),
  /** A stage that did not run has proven nothing; `seen` says why it did not. */
  ran: z.boolean(),
  passed: z.boolean(),
  seen: z.string(),
  seconds: z.number(),
});
export type ProofStage = z.infer<typeof proofStage>;

export const proofFinding = fileFinding.extend({
  stage: z.enum(proofStageNames),
  /** The change whose files it is in; `null` for the main branch. */
  change: z.string().nullable(),
});
export type ProofFinding = z.infer<typeof proofFinding>;

/**
 * What was run of a project with the chosen warehouse's real dbt adapter, without the warehouse. It proves that macros,
 * materializations and SQL resolve there; not what the warehouse's type checker or privileges say.
 */
export const warehouseProofSchema = z.strictObject({
  schema: z.literal('warehouse-proof/1'),
  warehouse: z.enum(provenWarehouses),
  passed: z.boolean(),
  dbtVersion: z.string(),
  adapterVersion: z.string(),
  sqlglotVersion: z.string(),
  network: z.enum(['namespace', 'audit-hook']),
  seconds: z.number(),
  stages: z.array(proofStage),
  /** Queries that were compiled, both branches and every change counted. */
  filesCompiled: z.number().int(),
  /** Statements that the recording connection took down. */
  statementsRecorded: z.number().int(),
  findings: z.array(proofFinding),
});
export type WarehouseProof = z.infer<typeof warehouseProofSchema>;
