import { z } from 'zod';
import { calendar } from './calendar.ts';
import { martColumn, modelColumn } from './column.ts';
import { identifier, nodeName, prose, shortText } from './identifier.ts';
import { ownSchema } from './own-schema.ts';

const grain = z.array(identifier).min(1).max(4);
const inputs = z.array(nodeName).min(1).max(8);

/** A view between staging and marts, `int_{entity}_{description}`. */
export const intermediateModel = z.strictObject({
  name: identifier.regex(/^int_/, 'An intermediate model is named int_{entity}_{description}.'),
  purpose: prose,
  /** The columns that together name one row; tested. */
  grain,
  inputs,
  columns: z.array(modelColumn).min(1).max(60),
});
export type IntermediateModel = z.infer<typeof intermediateModel>;

/** Why and how a mart is built incrementally; the strategy is left to the adapter. */
export const incremental = z.strictObject({
  /** The mart's timestamp column that the filter reads: the newest load of all that a row is made of. */
  loaded_at: identifier,
  /** How far back each run looks again, for rows that arrive late. */
  lookback_days: z.number().int().min(0).max(30),
  reason: prose,
});

/** A model that people query; exactly one of a scenario is incremental. */
export const mart = z.strictObject({
  /** `fct_{entity}`, `dim_{entity}` or `agg_{entity}`, unless the name is declared. */
  name: identifier,
  /** The customer's own name, which stands as it is. */
  declared_name: z.boolean().optional(),
  schema: ownSchema.optional(),
  title: shortText,
  purpose: prose,
  business_questions: z.array(shortText).min(1).max(6),
  grain,
  /** None for a calendar alone. */
  inputs: z.array(nodeName).max(8),
  /** Written by code, without SQL of its own. */
  calendar: calendar.optional(),
  columns: z.array(martColumn).min(2).max(60),
  incremental: incremental.optional(),
  /** The time column that its metrics are drawn over. */
  metric_time: identifier.optional(),
});
export type Mart = z.infer<typeof mart>;

/** A rule that needs SQL: the query gives the rows that break it. */
export const singularTest = z.strictObject({
  name: identifier,
  description: prose,
  inputs,
  /** Reads each input by its import name (see `importName`), without Jinja. */
  sql: z.string().min(1).max(8_000),
});
export type SingularTest = z.infer<typeof singularTest>;

/** A dashboard or report of the customer that hangs on the marts. */
export const exposure = z.strictObject({
  name: identifier,
  label: shortText,
  type: z.enum(['dashboard', 'notebook', 'analysis', 'ml', 'application']),
  description: prose,
  owner: shortText,
  depends_on: z.array(nodeName).min(1).max(6),
});
export type Exposure = z.infer<typeof exposure>;
