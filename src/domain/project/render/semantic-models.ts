import { primaryEntity } from '../../naming/import-name.ts';
import type { Mart } from '../../scenario/model.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import type { Metric, SavedQuery } from '../../scenario/semantic-layer.ts';
import { plainLine, plainText } from '../plain-text.ts';
import { yamlFile } from './yaml-file.ts';

type Properties = Readonly<Record<string, unknown>>;
type SimpleMetric = Extract<Metric, { type: 'simple' }>;

/** A mart as a semantic model, where at least one of its columns has a role. */
export function semanticModel(mart: Mart): Properties {
  if (!mart.columns.some(({ semantic }) => semantic)) return {};
  const named = mart.columns.some(({ semantic }) => semantic?.kind === 'entity' && semantic.type === 'primary');
  return {
    semantic_model: { enabled: true },
    ...(mart.metric_time ? { agg_time_dimension: mart.metric_time } : {}),
    ...(named ? {} : { primary_entity: primaryEntity(mart) }),
  };
}

/** Where no row is counted there are none, and not an unknown number of them. */
const countsUp: ReadonlySet<SimpleMetric['aggregation']> = new Set(['sum', 'count', 'count_distinct']);

/** The simple metrics that a mart's rows give. */
export function martMetrics(mart: Mart, scenario: Scenario): Properties {
  const metrics = (scenario.semantic_layer?.metrics ?? []).filter(
    (metric): metric is SimpleMetric => metric.type === 'simple' && metric.mart === mart.name,
  );
  if (metrics.length === 0) return {};
  return {
    metrics: metrics.map((metric) => ({
      ...title(metric),
      type: 'simple',
      agg: metric.aggregation,
      expr: metric.column,
      ...(countsUp.has(metric.aggregation) ? { fill_nulls_with: 0 } : {}),
      ...(metric.filter ? { filter: filterText(metric.filter, mart) } : {}),
      ...config(metric, scenario),
    })),
  };
}

/** Metrics made from other metrics, and the questions that are asked of them. */
export function semanticLayerProperties(scenario: Scenario): string | undefined {
  const layer = scenario.semantic_layer;
  if (!layer) return undefined;
  const composed = layer.metrics.flatMap((metric) => {
    if (metric.type === 'simple') return [];
    return [{ ...title(metric), ...composition(metric), ...config(metric, scenario) }];
  });
  return yamlFile({
    version: 2,
    ...(composed.length > 0 ? { metrics: composed } : {}),
    saved_queries: layer.saved_queries.map((query) => ({
      name: query.name,
      description: plainText(query.question),
      query_params: { metrics: query.metrics, group_by: query.group_by.map((name) => groupBy(name, scenario)) },
    })),
  });
}

function title({ name, label, description }: Metric): Properties {
  return { name, label: plainLine(label), description: plainText(description) };
}

function config({ format }: Metric, { currency }: Scenario): Properties {
  return { config: { meta: { format, ...(format === 'currency' ? { currency } : {}) } } };
}

function composition(metric: Exclude<Metric, SimpleMetric>): Properties {
  switch (metric.type) {
    case 'ratio':
      return { type: 'ratio', numerator: metric.numerator, denominator: metric.denominator };
    case 'derived':
      return {
        type: 'derived',
        expr: plainLine(metric.expression),
        input_metrics: metric.inputs.map(({ metric: name, alias, offset }) => ({
          name,
          ...(alias ? { alias } : {}),
          ...(offset ? { offset_window: offset } : {}),
        })),
      };
    case 'cumulative':
      return {
        type: 'cumulative',
        input_metric: metric.metric,
        ...(metric.window ? { window: metric.window } : {}),
        // Asked by month, the month's last day stands for it and not its first.
        period_agg: 'last',
      };
    case 'conversion':
      return {
        type: 'conversion',
        entity: metric.entity,
        calculation: metric.calculation,
        base_metric: metric.base,
        conversion_metric: metric.converted,
        ...(metric.window ? { window: metric.window } : {}),
      };
  }
}

function filterText({ dimension, operator, value }: NonNullable<SimpleMetric['filter']>, mart: Mart): string {
  const literal = typeof value === 'string' ? `'${plainLine(value).replaceAll("'", "''")}'` : String(value);
  return `{{ Dimension('${primaryEntity(mart)}__${dimension}') }} ${operator} ${literal}`;
}

const granularities = new Set(['day', 'week', 'month', 'quarter', 'year']);

/** `metric_time__month` as a time dimension, `customer__segment` as a dimension of that entity. */
function groupBy(name: SavedQuery['group_by'][number], scenario: Scenario): string {
  const parts = name.split('__');
  const last = parts.at(-1) ?? '';
  if (parts.length > 1 && granularities.has(last)) {
    return `TimeDimension('${parts.slice(0, -1).join('__')}', '${last}')`;
  }
  const [entity, column] = parts;
  for (const mart of scenario.marts) {
    const role = mart.columns.find((candidate) => candidate.name === column)?.semantic;
    if (primaryEntity(mart) === entity && role?.kind === 'time')
      return `TimeDimension('${name}', '${role.granularity}')`;
  }
  return `Dimension('${name}')`;
}
