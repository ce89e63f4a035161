import { z } from 'zod';
import { identifier, nodeName, shortText, slug } from './identifier.ts';

/** What in the demo answers a question. */
export const answeredBy = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('model'),
    name: nodeName,
    /** One query of the model, by its name, that gives the answer's rows in the order in which they are shown. */
    sql: z.string().min(1).max(4_000),
  }),
  /** Its groups first, then its metrics, as MetricFlow answers. */
  z.strictObject({ kind: z.literal('saved_query'), name: identifier }),
]);
export type AnsweredBy = z.infer<typeof answeredBy>;

/**
 * A question that the customer's people ask, answered by the demo and proven: the rehearsal asks it a second time of the
 * raw tables alone, and both answers must hold the same rows.
 */
export const businessQuestion = z.strictObject({
  id: slug,
  /** Such as `Customer acquisition`: questions under one heading stand together. */
  heading: shortText,
  question: shortText,
  answered_by: answeredBy,
  /**
   * The same answer without any model of the demo, run on DuckDB whatever the warehouse: one query of the raw tables by
   * their names in the source system (see `proofTables`), and of reference seeds by theirs. Columns are compared in their
   * order, numbers to four decimals, rows in any order. `{{ as_of() }}` is the last day of the data.
   */
  proof: z.string().min(1).max(8_000),
});
export type BusinessQuestion = z.infer<typeof businessQuestion>;
