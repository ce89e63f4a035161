import { z } from 'zod';
import { modelColumnAnswer, ruleAnswer } from './parts.ts';

const schemaName = z.string().describe('A schema beside the usual one, such as kpi; else empty.');

const referenceSeedAnswer = z.object({
  name: z.string(),
  description: z.string(),
  schema: schemaName,
  grain: z.array(z.string()).describe('The columns that together name one row.'),
  columns: z.array(modelColumnAnswer.extend({ rules: z.array(ruleAnswer) })),
  rows: z.array(z.array(z.string())).describe('Each with a cell a column, in their order, as text; empty for none.'),
});
export type ReferenceSeedAnswer = z.infer<typeof referenceSeedAnswer>;

const snapshotAnswer = z.object({
  name: z.string(),
  description: z.string(),
  schema: schemaName,
  input: z.string().describe('The model whose rows it follows.'),
  unique_key: z.string(),
  strategy: z.enum(['timestamp', 'check']),
  updated_at: z.string().describe('timestamp: the column that says when a row changed; else empty.'),
  check_columns: z.array(z.string()).describe('check: the columns whose change makes a new version; else empty.'),
});
export type SnapshotAnswer = z.infer<typeof snapshotAnswer>;

const selectors = z.array(z.string()).describe('Selectors of dbt, such as kpi.*; empty for none.');

/** What a pipeline has besides models. Most demos have none of it, and every list is empty then. */
export const pipelineAnswer = {
  reference_seeds: z.array(referenceSeedAnswer),
  snapshots: z.array(snapshotAnswer),
  macros: z.array(
    z.object({
      name: z.string(),
      description: z.string(),
      arguments: z.array(z.object({ name: z.string(), description: z.string() })),
      sql: z.string().describe('One SQL expression with {{ argument }} where an argument goes.'),
    }),
  ),
  analyses: z.array(
    z.object({
      name: z.string(),
      description: z.string(),
      inputs: z.array(z.string()),
      sql: z.string().describe('One select over its inputs, by their import names.'),
    }),
  ),
  run_plan: z.object({
    kind: z.enum(['none', 'commands', 'by-layer', 'by-model']).describe('How production is run; none is one build.'),
    commands: z
      .array(z.object({ verb: z.enum(['deps', 'seed', 'snapshot', 'build']), select: selectors, exclude: selectors }))
      .describe('commands: in their order; else empty.'),
  }),
  schedules: z.array(
    z.object({
      id: z.string().describe('Lower case words joined by hyphens.'),
      title: z.string(),
      cron: z.string().describe('Five fields in UTC, such as 0 6 * * *.'),
      full_refresh: z.boolean(),
    }),
  ),
};
const whole = z.object(pipelineAnswer);
export type PipelineAnswer = z.infer<typeof whole>;

/** What most demos have of it. */
export const noPipeline: PipelineAnswer = {
  reference_seeds: [],
  snapshots: [],
  macros: [],
  analyses: [],
  run_plan: { kind: 'none', commands: [] },
  schedules: [],
};
