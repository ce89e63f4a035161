import { z } from 'zod';
import { identifier, prose, shortText } from './identifier.ts';

const named = {
  name: identifier,
  label: shortText,
  description: prose,
  format: z.enum(['number', 'currency', 'percent']),
};

/** Rows that count, by one dimension of the metric's own mart. */
const metricFilter = z.strictObject({
  dimension: identifier,
  operator: z.enum(['=', '<>', '>', '>=', '<', '<=']),
  value: z.union([z.string(), z.number(), z.boolean()]),
});

/** A governed number: MetricFlow computes it from a mart or from other metrics. */
export const metric = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('simple'),
    ...named,
    mart: identifier,
    aggregation: z.enum(['sum', 'count', 'count_distinct', 'average', 'min', 'max', 'median']),
    column: identifier,
    filter: metricFilter.optional(),
  }),
  z.strictObject({ type: z.literal('ratio'), ...named, numerator: identifier, denominator: identifier }),
  z.strictObject({
    type: z.literal('derived'),
    ...named,
    expression: z.string().min(1).max(500),
    inputs: z
      .array(
        z.strictObject({
          metric: identifier,
          alias: identifier.optional(),
          /** Such as `1 month`: the same metric that long before. */
          offset: z
            .string()
            .regex(/^\d+ (day|week|month|quarter|year)$/)
            .optional(),
        }),
      )
      .min(1)
      .max(5),
  }),
  z.strictObject({
    type: z.literal('cumulative'),
    ...named,
    metric: identifier,
    /** Such as `28 days`; without one the metric runs from the beginning. */
    window: z
      .string()
      .regex(/^\d+ (day|week|month|quarter|year)s?$/)
      .optional(),
  }),
  z.strictObject({
    type: z.literal('conversion'),
    ...named,
    /** Who might, such as trials: a metric that counts distinct rows, by whose dimensions and time it is asked. */
    base: identifier,
    /** Who did, such as first orders: a metric that counts distinct rows, without a filter. */
    converted: identifier,
    /** The key in both marts that says it was the same one. */
    entity: identifier,
    calculation: z.enum(['conversion_rate', 'conversions']),
    /** How long after it still counts, such as `30 days`; without one it counts whenever it comes. */
    window: z
      .string()
      .regex(/^\d+ (day|week|month|quarter|year)s?$/)
      .optional(),
  }),
]);
export type Metric = z.infer<typeof metric>;

/** A question asked of the metrics: rehearsed, kept in the project, answered on the live page. */
export const savedQuery = z.strictObject({
  name: identifier,
  question: shortText,
  metrics: z.array(identifier).min(1).max(5),
  /** `metric_time__month` or `{entity}__{dimension}`. */
  group_by: z
    .array(z.string().regex(/^[a-z][a-z0-9_]*__[a-z0-9_]+$/))
    .min(1)
    .max(3),
  /** The metric that answers the question, where it is not the first ratio among them: it is the one that is drawn. */
  draws: identifier.optional(),
  /** How many rows a table of the answer shows. The answer itself is kept whole, so that numbers are taken from all of it. */
  limit: z.number().int().min(1).max(500).default(50),
});
export type SavedQuery = z.infer<typeof savedQuery>;

export const semanticLayer = z.strictObject({
  metrics: z.array(metric).min(1).max(20),
  saved_queries: z.array(savedQuery).min(1).max(8),
});
export type SemanticLayer = z.infer<typeof semanticLayer>;
