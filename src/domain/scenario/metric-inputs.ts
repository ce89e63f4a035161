import type { Scenario } from './scenario.ts';
import type { Metric } from './semantic-layer.ts';

/**
 * The simple metrics that others are made of, themselves included.
 *
 * @param inputsOf what to follow: `groupedInputs` for those whose rows decide what one can group by
 */
export function metricsBeneath(
  scenario: Scenario,
  names: readonly string[],
  inputsOf: (metric: Metric) => string[] = directInputs,
): Extract<Metric, { type: 'simple' }>[] {
  const all = scenario.semantic_layer?.metrics ?? [];
  const seen = new Set<string>();
  const open = [...names];
  const simple: Extract<Metric, { type: 'simple' }>[] = [];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const metric = all.find((candidate) => candidate.name === name);
    if (!metric || seen.has(name)) continue;
    seen.add(name);
    if (metric.type === 'simple') simple.push(metric);
    else open.push(...inputsOf(metric));
  }
  return simple;
}

/** The metrics that one is made of directly. */
export function directInputs(metric: Metric): string[] {
  switch (metric.type) {
    case 'simple':
      return [];
    case 'ratio':
      return [metric.numerator, metric.denominator];
    case 'derived':
      return metric.inputs.map(({ metric: name }) => name);
    case 'cumulative':
      return [metric.metric];
    case 'conversion':
      return [metric.base, metric.converted];
  }
}

/** The metrics whose dimensions one can be grouped by: a conversion is asked by those of its base alone. */
export function groupedInputs(metric: Metric): string[] {
  return metric.type === 'conversion' ? [metric.base] : directInputs(metric);
}
