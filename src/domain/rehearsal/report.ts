import { z } from 'zod';
import { answerRows } from './answer-rows.ts';

/** One node of a dbt run as its run results gave it. Durations are seconds. */
export const nodeResult = z.strictObject({
  uniqueId: z.string(),
  name: z.string(),
  type: z.string(),
  status: z.string(),
  failures: z.number().nullable(),
  message: z.string().nullable(),
  seconds: z.number(),
});
export type NodeResult = z.infer<typeof nodeResult>;

/** Where in the project a failure points, so that the page can show it beside the file. */
export const fileFinding = z.strictObject({
  path: z.string().nullable(),
  line: z.number().int().nullable(),
  message: z.string(),
});
export type FileFinding = z.infer<typeof fileFinding>;

/** The stages of a rehearsal, in order. */
export const stageNames = [
  'lint',
  'parse',
  'load',
  'build',
  'unit-tests',
  'next-day',
  'incident',
  'change',
  'metrics',
  'questions',
  'board',
  'analyses',
  'docs',
] as const;

/** What a saved query answered: its groups first, then its metrics. Empty cells are empty texts. */
export const metricAnswer = z.strictObject({
  query: z.string(),
  question: z.string(),
  columns: z.array(z.string()),
  /** Ordered by their groups, the first group first. */
  rows: z.array(z.array(z.string())),
  /** Whether there are more rows than these. Where that is not said, as in answers kept earlier, there may be. */
  cut: z.boolean().optional(),
  /** How many of the rows a table shows. */
  limit: z.number().int().optional(),
  /** How the columns of metrics are read. */
  metrics: z
    .array(z.strictObject({ column: z.string(), label: z.string(), format: z.enum(['number', 'currency', 'percent']) }))
    .default([]),
  /** ISO code of the amounts. */
  currency: z.string().default(''),
  /** The metric that answers the question, to be drawn; empty in answers that do not say. */
  draws: z.string().default(''),
});
export type MetricAnswer = z.infer<typeof metricAnswer>;

/** A business question's answer on day one, as the demo gives it. */
export const questionAnswer = z.strictObject({
  id: z.string(),
  /** Whether the raw tables alone give the same rows. */
  proven: z.boolean(),
  /** The first rows. */
  answer: answerRows,
  /** How many rows there are. */
  rows: z.number().int(),
});
export type QuestionAnswer = z.infer<typeof questionAnswer>;

/** What became of a mart's rows, compared by their grain. */
export const movedRows = z.strictObject({
  relation: z.string(),
  before: z.number(),
  after: z.number(),
  added: z.number(),
  changed: z.number(),
  removed: z.number(),
});
export type MovedRows = z.infer<typeof movedRows>;

/** One check with its numbers. `promised` and `seen` say what was to happen and what did. */
export const check = z.strictObject({
  stage: z.enum(stageNames),
  /** The incident, change, saved query, business question, analysis or order of landings that the check is about. */
  subject: z.string().nullable(),
  title: z.string(),
  passed: z.boolean(),
  promised: z.string(),
  seen: z.string(),
  seconds: z.number(),
  nodes: z.array(nodeResult),
  findings: z.array(fileFinding),
  /** The end of the command's log, at most 4,000 characters. */
  log: z.string(),
  /** A saved query's answer before and after a change was merged. */
  answers: z.strictObject({ before: metricAnswer, after: metricAnswer }).optional(),
});
export type Check = z.infer<typeof check>;

/** What was really run, on one snapshot. Kept as an artifact; the page draws it. */
export const rehearsalReportSchema = z.strictObject({
  schema: z.literal('rehearsal/1'),
  /** Digest of the snapshot that was rehearsed. */
  project: z.string(),
  passed: z.boolean(),
  dbtVersion: z.string(),
  network: z.enum(['namespace', 'audit-hook']),
  seconds: z.number(),
  checks: z.array(check),
  /** Rows by relation after day one and after the next day. */
  rowCounts: z.array(z.strictObject({ relation: z.string(), dayOne: z.number(), nextDay: z.number().nullable() })),
  /** What the next day does to each mart. */
  moved: z.array(movedRows).default([]),
  /** Answers of the saved queries. */
  metrics: z.array(metricAnswer),
  /** Every metric by month and by a dimension, whether or not a saved query asks for it. */
  everyMetric: z.array(metricAnswer).default([]),
  /** Answers of the business questions, in their order. */
  questions: z.array(questionAnswer).default([]),
});
export type RehearsalReport = z.infer<typeof rehearsalReportSchema>;
