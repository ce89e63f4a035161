import { z } from 'zod';
import { columnTypeAnswer, modelColumnAnswer, passage, ruleAnswer } from './parts.ts';
import { pipelineAnswer } from './pipeline.ts';

const grain = z.array(z.string()).describe('The columns that together name one row.');
const inputs = z.array(z.string()).describe('Names of the models it reads: stg_{system}__{table}, int_ or marts.');

const intermediateAnswer = z.object({
  name: z.string().describe('int_{entity}_{description}'),
  purpose: z.string(),
  inputs,
  grain,
  columns: z.array(modelColumnAnswer),
});

const martColumnAnswer = z.object({
  name: z.string(),
  type: columnTypeAnswer,
  description: z.string(),
  role: z
    .enum(['none', 'primary', 'foreign', 'dimension', 'day', 'month'])
    .describe('For the semantic layer: a join key, something to group by, or a time by day or by month.'),
  entity: z.string().describe('Of a primary or foreign key: what it names, in the singular; else empty.'),
  rules: z.array(ruleAnswer),
});

const martAnswer = z.object({
  name: z.string().describe('fct_{entity}, dim_{entity} or agg_{entity}'),
  declared_name: z
    .boolean()
    .describe('True where the customer gives the table another name, which then stands as it is.'),
  schema: z.string().describe('A schema beside the usual one, such as kpi; else empty.'),
  title: z.string(),
  purpose: z.string(),
  passage,
  business_questions: z.array(z.string()),
  inputs,
  calendar_first: z.string().describe('The first day of a table of days, which code writes; else empty.'),
  calendar_last: z.string().describe('Its last day; else empty.'),
  fiscal_year_begins: z.number().describe('The month with which the fiscal year of such a table begins; else 1.'),
  grain,
  columns: z.array(martColumnAnswer),
  incremental: z.boolean().describe('True for exactly one mart.'),
  incremental_loaded_at: z.string().describe('The timestamp column of the mart that its filter reads; else empty.'),
  lookback_days: z.number(),
  incremental_reason: z.string(),
  metric_time: z.string().describe('The time column that its metrics are drawn over; else empty.'),
});

const metricAnswer = z.object({
  name: z.string(),
  label: z.string(),
  description: z.string().describe('The definition, as the customer would sign it.'),
  passage,
  format: z.enum(['number', 'currency', 'percent']),
  type: z.enum(['simple', 'ratio', 'derived', 'cumulative', 'conversion']),
  mart: z.string().describe('simple: the mart it reads; else empty.'),
  aggregation: z.enum(['none', 'sum', 'count', 'count_distinct', 'average', 'min', 'max', 'median']),
  column: z.string().describe('simple: the column; else empty.'),
  filter_dimension: z.string().describe('simple: a dimension of the mart that rows are filtered by; else empty.'),
  filter_operator: z.enum(['=', '<>', '>', '>=', '<', '<=']),
  filter_value: z.string(),
  numerator: z.string().describe('ratio: a metric; else empty.'),
  denominator: z.string().describe('ratio: a metric; else empty.'),
  expression: z.string().describe('derived: arithmetic over the inputs; else empty.'),
  inputs: z
    .array(
      z.object({
        metric: z.string(),
        alias: z.string(),
        offset: z.string().describe('Such as 1 month: the metric that long before; else empty.'),
      }),
    )
    .describe('derived: the metrics it reads; else empty.'),
  accumulates: z.string().describe('cumulative: the simple metric that it adds up; else empty.'),
  base: z.string().describe('conversion: the metric that counts who might, such as trials; else empty.'),
  converted: z.string().describe('conversion: the metric that counts who did, such as first orders; else empty.'),
  entity: z.string().describe('conversion: the entity of both marts that says it was the same one; else empty.'),
  calculation: z.enum(['none', 'conversion_rate', 'conversions']).describe('conversion: a share or a number.'),
  window: z
    .string()
    .describe('cumulative and conversion: such as 28 days; empty for since the beginning, or for however long after.'),
});
export type MetricAnswer = z.infer<typeof metricAnswer>;

/** The models between the sources and the answers, the metrics, what reads them, and what a pipeline has besides. */
export const designAnswer = z.object({
  intermediate: z.array(intermediateAnswer),
  marts: z.array(martAnswer),
  singular_tests: z.array(
    z.object({
      name: z.string(),
      description: z.string(),
      inputs,
      sql: z.string().describe('One select that gives the rows which break the rule.'),
    }),
  ),
  metrics: z.array(metricAnswer).describe('Empty when no semantic layer is asked for.'),
  saved_queries: z.array(
    z.object({
      name: z.string(),
      question: z.string(),
      metrics: z.array(z.string()),
      draws: z.string().describe('The one of its metrics that answers the question, which a chart shows.'),
      group_by: z.array(z.string()).describe('metric_time__month, or {entity}__{dimension}.'),
      limit: z.number(),
    }),
  ),
  exposures: z.array(
    z.object({
      name: z.string(),
      label: z.string(),
      type: z.enum(['dashboard', 'notebook', 'analysis', 'ml', 'application']),
      description: z.string(),
      owner: z.string(),
      depends_on: z.array(z.string()),
      passage,
    }),
  ),
  ...pipelineAnswer,
});
export type DesignAnswer = z.infer<typeof designAnswer>;
export type MartAnswer = z.infer<typeof martAnswer>;
