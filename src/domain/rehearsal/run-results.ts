import { z } from 'zod';
import { keptBoard } from './board.ts';
import { metricAnswer, movedRows, nodeResult } from './report.ts';

/** What one run of a job left behind, kept as an artifact and drawn by the live page. Durations are seconds. */
export const runResultsSchema = z.strictObject({
  schema: z.literal('run-results/1'),
  job: z.enum(['load', 'production', 'ci']),
  /** The batch that was landed, or the change that was built. */
  subject: z.string().nullable(),
  /** The batch that the raw schema held. */
  landed: z.string().nullable(),
  commands: z.array(
    z.strictObject({
      title: z.string(),
      succeeded: z.boolean(),
      seconds: z.number(),
      /** It did not run, as a command before it came to nothing. */
      leftOut: z.boolean().optional(),
    }),
  ),
  promised: z.string(),
  seen: z.string(),
  asPromised: z.boolean(),
  nodes: z.array(nodeResult),
  /** Rows by relation, after the run. */
  rowCounts: z.array(z.strictObject({ relation: z.string(), rows: z.number() })),
  /** What a production run did to each mart that was there before it. */
  moved: z.array(movedRows).default([]),
  metrics: z.array(metricAnswer),
  /** What a production run left for the board to draw, where the demo has one. */
  board: keptBoard.optional(),
  /** The static page of dbt docs, where the run generated it. */
  docs: z.string().nullable(),
  /** The end of the commands' logs, at most 20,000 characters. */
  log: z.string(),
});
export type RunResults = z.infer<typeof runResultsSchema>;
