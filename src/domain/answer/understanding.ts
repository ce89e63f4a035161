import { z } from 'zod';
import { columnTypeAnswer, passage, ruleAnswer } from './parts.ts';

const sourceColumnAnswer = z.object({
  name: z.string(),
  type: columnTypeAnswer,
  description: z.string(),
  staged_as: z.string().describe('Its clearer name in staging, or empty to keep it.'),
  primary_key: z.boolean(),
  references_source: z.string().describe('As system.table, or empty.'),
  references_column: z.string(),
  nullable: z.boolean(),
  accepted_values: z.array(z.string()).describe('The complete list of values of a category; else empty.'),
  rules: z.array(ruleAnswer),
});

const sourceAnswer = z.object({
  system: z.string().describe('The system of theirs that delivers it, in snake case.'),
  table: z.string(),
  entity: z.string().describe('The singular of what one row is.'),
  description: z.string(),
  passage,
  columns: z.array(sourceColumnAnswer),
  loaded_at: z.string().describe('The name of the timestamp column that says when a row was loaded.'),
  delivers_versions: z
    .boolean()
    .describe('The system delivers a row anew whenever it changes, and staging keeps the last.'),
  staging_purpose: z.string(),
});

/** What the notes say: the customer's situation, all that they ask for, and the tables that their data comes in. */
export const understandingAnswer = z.object({
  summary: z.string().describe('Their situation in two or three sentences that they would agree with.'),
  objectives: z.array(z.string()),
  wishes: z.array(z.object({ wish: z.string(), passage })),
  disagreements: z.array(
    z.object({
      about: z.string().describe('The number that they do not agree on.'),
      versions: z.array(z.string()).describe('Who counts how, and the figure that comes out.'),
      settled_by: z.string().describe('The one definition that the demo proposes.'),
      passage,
    }),
  ),
  title: z.string().describe('What the demo shows, in a line.'),
  currency: z.string().describe('ISO 4217.'),
  sources: z.array(sourceAnswer),
});
export type UnderstandingAnswer = z.infer<typeof understandingAnswer>;
export type SourceAnswer = z.infer<typeof sourceAnswer>;
