import { z } from 'zod';
import { columnTest, columnType } from './column.ts';
import { identifier, prose, sourceId } from './identifier.ts';

/** A column as the source system delivers it; staging may rename it and drops nothing. */
export const sourceColumn = z.strictObject({
  name: identifier,
  type: columnType,
  description: prose,
  /** The column's name in staging, where it differs. */
  staged_as: identifier.optional(),
  /** This column names one row of the source: alone, or with the other marked ones of a composite key. */
  primary_key: z.boolean().default(false),
  /** The source and column that this key points to. */
  references: z.strictObject({ source: sourceId, column: identifier }).optional(),
  nullable: z.boolean().default(false),
  /** The complete list of values, tested in staging. */
  accepted_values: z.array(z.string().min(1).max(100)).min(1).max(40).optional(),
  tests: z.array(columnTest).max(6).default([]),
});
export type SourceColumn = z.infer<typeof sourceColumn>;

/** One table of a source system; its staging model is `stg_{system}__{table}`. */
export const source = z.strictObject({
  system: identifier,
  table: identifier,
  /** The singular of what one row is, such as `order`: tests and joins are named after it. */
  entity: identifier,
  description: prose,
  /** What the staging model does beyond renaming and casting, for the reviewer. */
  staging_purpose: prose,
  columns: z.array(sourceColumn).min(2).max(30),
  /** No single column names a row: those marked as the key do together, such as an order and the number of its line. */
  composite_key: z.literal(true).optional(),
  /** The timestamp column that says when a row was loaded; incremental models filter on it. */
  loaded_at: identifier,
  /** The system delivers a row again when it changes: unique by (key, loaded at), staging keeps the last. */
  delivers_versions: z.boolean().default(false),
});
export type Source = z.infer<typeof source>;
