import { z } from 'zod';
import { identifier, prose } from './identifier.ts';

/** Portable column types; rendering maps them to each warehouse's own. `amount` has 2 decimals, `ratio` has 4. */
export const columnTypes = ['string', 'integer', 'amount', 'ratio', 'boolean', 'date', 'timestamp'] as const;
export const columnType = z.enum(columnTypes);
export type ColumnType = z.infer<typeof columnType>;

/** A business rule held by a generic dbt test; `name` states the rule and is the test's name in dbt. */
export const columnTest = z.strictObject({
  name: identifier,
  description: prose.optional(),
  check: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('not_null') }),
    z.strictObject({ kind: z.literal('unique') }),
    z.strictObject({ kind: z.literal('accepted_values'), values: z.array(z.string()).min(1).max(40) }),
    z.strictObject({ kind: z.literal('at_least'), minimum: z.number() }),
    z.strictObject({ kind: z.literal('at_most'), maximum: z.number() }),
    z.strictObject({ kind: z.literal('not_before'), column: identifier }),
  ]),
});
export type ColumnTest = z.infer<typeof columnTest>;

/** A column of an intermediate model. */
export const modelColumn = z.strictObject({ name: identifier, type: columnType, description: prose });
export type ModelColumn = z.infer<typeof modelColumn>;

/** What a mart's column is to the semantic layer: a join key, or something to group by. */
export const semanticRole = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('entity'), entity: identifier, type: z.enum(['primary', 'foreign', 'unique']) }),
  z.strictObject({ kind: z.literal('dimension') }),
  z.strictObject({ kind: z.literal('time'), granularity: z.enum(['day', 'month']) }),
]);
export type SemanticRole = z.infer<typeof semanticRole>;

/** A column of a mart: contracted, tested, and with its role in the semantic layer. */
export const martColumn = modelColumn.extend({
  semantic: semanticRole.optional(),
  tests: z.array(columnTest).max(6).default([]),
});
export type MartColumn = z.infer<typeof martColumn>;
