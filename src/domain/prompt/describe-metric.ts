import type { Scenario } from '../scenario/scenario.ts';
import type { Metric, SavedQuery } from '../scenario/semantic-layer.ts';
import { promptLine } from './fenced.ts';

/** A metric on one line: what it is made of, and its definition. */
export function describeMetric(metric: Metric): string {
  return `${metric.name} (${madeOf(metric)}): ${promptLine(metric.description)}`;
}

export function describeQuery({ name, question, metrics, group_by }: SavedQuery): string {
  return `${name} (${metrics.join(', ')} by ${group_by.join(', ')}): ${promptLine(question)}`;
}

/** The definitions of the metrics that read a mart directly. */
export function metricsOn(mart: string, { semantic_layer: layer }: Pick<Scenario, 'semantic_layer'>): Metric[] {
  return (layer?.metrics ?? []).filter((metric) => metric.type === 'simple' && metric.mart === mart);
}

function madeOf(metric: Metric): string {
  switch (metric.type) {
    case 'simple': {
      const { aggregation, mart, column, filter } = metric;
      const where = filter ? ` where ${filter.dimension} ${filter.operator} ${promptLine(String(filter.value))}` : '';
      return `${aggregation} of ${mart}.${column}${where}`;
    }
    case 'ratio':
      return `${metric.numerator} by ${metric.denominator}`;
    case 'derived':
      return promptLine(metric.expression);
    case 'cumulative':
      return `${metric.metric} over ${metric.window ?? 'all time'}`;
    case 'conversion': {
      const { base, converted, entity, calculation, window } = metric;
      const counts = calculation === 'conversion_rate' ? 'the share' : 'the number';
      return `${counts} of ${base} with ${converted} of the same ${entity} ${window ? `within ${window}` : 'afterwards'}`;
    }
  }
}
