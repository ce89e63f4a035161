import { z } from 'zod';
import { identifier, nodeName, shortText, slug } from './identifier.ts';

/** What in the demo answers a question. */
export const answeredBy = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('model'),
    name: nodeName,
    /** Reads the model by its name and gives the answer's rows. */
    sql: z.string().min(1).max(4_000),
  }),
  z.strictObject({ kind: z.literal('saved_query'), name: identifier }),
]);

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
   * The same answer without any model of the demo: reads the raw tables by their names in the source system, and reference
   * seeds by theirs. Columns are compared in their order, numbers to four decimals, rows in any order.
   */
  proof: z.string().min(1).max(8_000),
});
export type BusinessQuestion = z.infer<typeof businessQuestion>;
