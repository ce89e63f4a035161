import { z } from 'zod';

const cells = z
  .array(z.object({ column: z.string(), value: z.string().describe('As text; empty for no value.') }))
  .describe('Only the columns that matter.');
const unitRows = z.array(z.object({ cells }));

const unitTestAnswer = z.object({
  name: z.string().describe('In snake case, says what holds.'),
  description: z.string(),
  incremental: z.boolean().describe('Runs the incremental branch: needs an input named this.'),
  given: z.array(z.object({ input: z.string(), rows: unitRows })),
  expect: unitRows,
});
export type UnitTestAnswer = z.infer<typeof unitTestAnswer>;

/** The logic of one model. */
export const sqlAnswer = z.object({
  sql: z.string().describe('A list of common table expressions without with, the last one called final.'),
  unit_tests: z.array(unitTestAnswer),
});
export type SqlAnswer = z.infer<typeof sqlAnswer>;

/** The logic that a change brings, for each model that it alters. */
export const changeAnswer = z.object({
  models: z.array(z.object({ model: z.string(), sql: z.string(), unit_tests: z.array(unitTestAnswer) })),
});
export type ChangeAnswer = z.infer<typeof changeAnswer>;
