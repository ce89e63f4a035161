import { z } from 'zod';
import { columnTypes } from '../scenario/column.ts';

/*
 * Parts that several answers share. An answer is flat and closed, and has no optional key: what there is none of is an
 * empty text, zero or an empty list, since that is what every vendor's strict mode takes.
 */

export const columnTypeAnswer = z
  .enum(columnTypes)
  .describe('amount is money with 2 decimals, ratio a share with 4 decimals; dates and timestamps are real ones');

/** Where in the notes something comes from. */
export const passage = z
  .string()
  .describe('The passage of the notes that this answers, copied word for word; empty when it is assumed.');

/** A business rule that a test holds. */
export const ruleAnswer = z.object({
  name: z.string().describe('States the rule in snake case, such as refunds_never_exceed_the_payment.'),
  description: z.string(),
  check: z.enum(['not_null', 'unique', 'accepted_values', 'at_least', 'at_most', 'not_before']),
  values: z.array(z.string()).describe('For accepted_values, else empty.'),
  limit: z.number().describe('For at_least and at_most, else 0.'),
  column: z.string().describe('For not_before: the column of the same table that comes first; else empty.'),
});
export type RuleAnswer = z.infer<typeof ruleAnswer>;

export const modelColumnAnswer = z.object({
  name: z.string(),
  type: columnTypeAnswer,
  description: z.string(),
});
