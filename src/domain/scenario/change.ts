import { z } from 'zod';
import { modelColumn } from './column.ts';
import { identifier, nodeName, prose, shortText, slug } from './identifier.ts';

/** What a pull request's CI run must show. */
const changePromise = z.discriminatedUnion('ci', [
  z.strictObject({
    ci: z.literal('red'),
    /** Names of the tests that fail, or of the models whose build fails. */
    fails: z.array(nodeName).min(1).max(4),
  }),
  z.strictObject({
    ci: z.literal('green'),
    /** A saved query whose answer differs before and after. */
    moves: identifier.optional(),
  }),
]);

/**
 * A pull request that alters code: it is built by the slim CI job against production's state.
 * The altered SQL comes as pieces of its own; altered columns and metrics stand here.
 */
export const change = z.strictObject({
  id: slug,
  title: shortText,
  kind: z.enum(['fan-out', 'broken-contract', 'metric', 'new-column']),
  /** The pull request's text, for the customer's eyes. */
  description: prose,
  /** Models whose SQL differs. */
  alters: z.array(identifier).min(1).max(3),
  /** Columns that a model gains; its contract follows unless the promise is that it breaks. */
  adds_columns: z
    .array(z.strictObject({ model: identifier, column: modelColumn }))
    .max(4)
    .default([]),
  /** Metrics that read another column afterwards. */
  metric_columns: z
    .array(z.strictObject({ metric: identifier, column: identifier }))
    .max(3)
    .default([]),
  promise: changePromise,
  say: prose,
});
export type Change = z.infer<typeof change>;
