import type { Scenario } from './scenario.ts';
import type { Metric } from './semantic-layer.ts';

/** The simple metrics that others are made of, themselves included. */
export function metricsBeneath(scenario: Scenario, names: readonly string[]): Extract<Metric, { type: 'simple' }>[] {
  const all = scenario.semantic_layer?.metrics ?? [];
  const seen = new Set<string>();
  const open = [...names];
  const simple: Extract<Metric, { type: 'simple' }>[] = [];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const metric = all.find((candidate) => candidate.name === name);
    if (!metric || seen.has(name)) continue;
    seen.add(name);
    if (metric.type === 'simple') simple.push(metric);
    else open.push(...directInputs(metric));
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
  }
}
