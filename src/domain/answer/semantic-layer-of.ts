import type { Mart } from '../scenario/model.ts';
import type { Metric, SemanticLayer } from '../scenario/semantic-layer.ts';
import type { DesignAnswer, MetricAnswer } from './design.ts';

/** The semantic layer of a design; `undefined` where no metric is in it. */
export function semanticLayerOf(
  { metrics, saved_queries }: DesignAnswer,
  marts: readonly Mart[],
): SemanticLayer | undefined {
  if (metrics.length === 0) return undefined;
  return {
    metrics: metrics.map((metric) => countedOnce(metricOf(metric, marts), metrics, marts)),
    saved_queries: saved_queries.map(({ limit, draws, ...query }) => ({
      ...query,
      ...(draws === '' ? {} : { draws }),
      limit: Math.min(500, Math.max(1, Math.round(limit) || 50)),
    })),
  };
}

function metricOf(answer: MetricAnswer, marts: readonly Mart[]): Metric {
  const { name, label, description, format, type } = answer;
  const named = { name, label, description, format };
  switch (type) {
    case 'simple': {
      const { mart, column } = answer;
      const aggregation = answer.aggregation === 'none' ? 'count' : answer.aggregation;
      return { type, ...named, mart, aggregation, column, ...filterOf(answer, marts) };
    }
    case 'ratio':
      return { type, ...named, numerator: answer.numerator, denominator: answer.denominator };
    case 'derived':
      return {
        type,
        ...named,
        expression: answer.expression,
        inputs: answer.inputs.map(({ metric, alias, offset }) => ({
          metric,
          ...(alias === '' || alias === metric ? {} : { alias }),
          ...(offset === '' ? {} : { offset: offset.replace(/s$/, '') }),
        })),
      };
    case 'cumulative':
      return { type, ...named, metric: answer.accumulates, ...windowOf(answer) };
    case 'conversion': {
      const { base, converted, entity } = answer;
      const calculation = answer.calculation === 'none' ? 'conversion_rate' : answer.calculation;
      return { type, ...named, base, converted, entity, calculation, ...windowOf(answer) };
    }
  }
}

function windowOf({ window }: MetricAnswer): { window?: string } {
  return window === '' ? {} : { window };
}

/** Conversions take counts of distinct rows only; a count of the key that names a row is the same number. */
function countedOnce(metric: Metric, answers: readonly MetricAnswer[], marts: readonly Mart[]): Metric {
  if (metric.type !== 'simple' || metric.aggregation !== 'count') return metric;
  const converts = answers.some(
    ({ type, base, converted }) => type === 'conversion' && [base, converted].includes(metric.name),
  );
  const grain = marts.find(({ name }) => name === metric.mart)?.grain;
  const isKey = grain?.length === 1 && grain[0] === metric.column;
  return converts && isKey ? { ...metric, aggregation: 'count_distinct' } : metric;
}

/** The filter's value in the type of the dimension that it is compared with. */
function filterOf(
  { mart, filter_dimension: dimension, filter_operator: operator, filter_value: text }: MetricAnswer,
  marts: readonly Mart[],
): Pick<Extract<Metric, { type: 'simple' }>, 'filter'> {
  if (dimension === '') return {};
  const type = marts.find(({ name }) => name === mart)?.columns.find(({ name }) => name === dimension)?.type;
  const value =
    type === 'boolean'
      ? text.toLowerCase() === 'true'
      : type === 'integer' || type === 'amount' || type === 'ratio'
        ? Number(text)
        : text;
  return { filter: { dimension, operator, value } };
}
