import { z } from 'zod';
import { row } from './cell.ts';
import { martColumn } from './column.ts';
import { identifier, prose } from './identifier.ts';
import { ownSchema } from './own-schema.ts';

/** A seed's column: typed and tested, but no part of the semantic layer. */
export const seedColumn = martColumn.omit({ semantic: true });
export type SeedColumn = z.infer<typeof seedColumn>;

/**
 * A small table that the team keeps as a CSV file beside the code, such as definitions or codes. Models read it by its
 * name. The production job builds it; unlike raw data it is never landed.
 */
export const referenceSeed = z.strictObject({
  name: identifier,
  description: prose,
  /** The columns that together name one row; tested. */
  grain: z.array(identifier).min(1).max(4),
  columns: z.array(seedColumn).min(1).max(30),
  /** In the order of the columns. Dates stand as they are: they do not move with the data. */
  rows: z.array(row).min(1).max(500),
  schema: ownSchema.optional(),
});
export type ReferenceSeed = z.infer<typeof referenceSeed>;
