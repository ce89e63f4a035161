import { z } from 'zod';
import { shortText, slug } from './identifier.ts';

/** One of dbt's selectors, such as `kpi.*`, `tag:daily`, `path:seeds/reference` or `+fct_orders`. */
const selector = z
  .string()
  .max(100)
  .regex(/^[@+]?\d*\+?[a-z0-9_][a-z0-9_.:/*,-]*\+?\d*$/i, 'Write a selector of dbt, such as kpi.* or tag:daily.');

const selectors = z.array(selector).min(1).max(8);

/** One dbt command of the production job. A build runs the tests of what it builds. */
export const planCommand = z.strictObject({
  verb: z.enum(['deps', 'seed', 'snapshot', 'build']),
  select: selectors.optional(),
  exclude: selectors.optional(),
});
export type PlanCommand = z.infer<typeof planCommand>;

/**
 * How production is run: the team's own commands in their order, or one command a layer, or one a model in the order of
 * dbt's graph. Each is a step that is retried by itself, and a run that stopped goes on from the one that failed.
 */
export const runPlan = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('commands'), commands: z.array(planCommand).min(1).max(12) }),
  z.strictObject({ kind: z.literal('by-layer') }),
  z.strictObject({ kind: z.literal('by-model') }),
]);
export type RunPlan = z.infer<typeof runPlan>;

/** When production runs by itself. */
export const schedule = z.strictObject({
  id: slug,
  title: shortText,
  /** Five fields, in UTC, such as `0 6 * * *`. */
  cron: z.string().regex(/^(\S+ ){4}\S+$/, 'Write five fields, such as 0 6 * * *.'),
  /** Builds everything from nothing instead of adding what is new. */
  full_refresh: z.boolean().default(false),
});
export type Schedule = z.infer<typeof schedule>;
