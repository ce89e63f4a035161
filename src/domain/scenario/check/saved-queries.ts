import { primaryEntity } from '../../naming/import-name.ts';
import { groupedInputs, metricsBeneath } from '../metric-inputs.ts';
import type { Mart } from '../model.ts';
import type { Scenario } from '../scenario.ts';
import type { SavedQuery, SemanticLayer } from '../semantic-layer.ts';
import type { Problem } from './problem.ts';

const granularities = ['day', 'week', 'month', 'quarter', 'year'];

/** A saved query asks for metrics that are there, by what every one of them can be grouped by. */
export function checkQueries(scenario: Scenario, layer: SemanticLayer): Problem[] {
  return layer.saved_queries.flatMap((query, index) =>
    checkQuery(query, scenario, layer).map((message) => ({ path: `semantic_layer.saved_queries[${index}]`, message })),
  );
}

function checkQuery(
  { name, metrics, group_by, draws }: SavedQuery,
  scenario: Scenario,
  layer: SemanticLayer,
): string[] {
  const unknown = metrics.filter((metric) => !layer.metrics.some((candidate) => candidate.name === metric));
  if (unknown.length > 0) return unknown.map((metric) => `${name} asks for ${metric}, which is no metric.`);
  if (draws !== undefined && !metrics.includes(draws)) return [`${name} draws ${draws}, which it does not ask for.`];
  const names = metricsBeneath(scenario, metrics, groupedInputs).map(({ mart }) => mart);
  const marts = scenario.marts.filter((mart) => names.includes(mart.name));
  return group_by.flatMap((item) => {
    const wrong = marts.find((mart) => !canGroup(item, mart, scenario.marts));
    return wrong ? [`${name} groups by ${item}, which cannot be reached from ${wrong.name}.`] : [];
  });
}

/** Whether metrics of the mart can be grouped by `metric_time__…` or `{entity}__{dimension}`. */
export function canGroup(item: string, mart: Mart, marts: readonly Mart[]): boolean {
  const parts = item.split('__');
  const [entity, column, granularity] = parts;
  if (entity === 'metric_time') {
    const time = mart.columns.find(({ name }) => name === mart.metric_time)?.semantic;
    const finest = time?.kind === 'time' ? time.granularity : 'day';
    const asked = granularities.indexOf(column ?? '');
    return parts.length === 2 && asked >= granularities.indexOf(finest);
  }
  if (parts.length > 3 || (granularity !== undefined && !granularities.includes(granularity))) return false;
  const entities = mart.columns.flatMap(({ semantic }) => (semantic?.kind === 'entity' ? [semantic.entity] : []));
  if (primaryEntity(mart) !== entity && !entities.includes(entity ?? '')) return false;
  return marts.some((other) => {
    const holds = primaryEntity(other) === entity && (other === mart || entities.includes(entity ?? ''));
    const role = other.columns.find(({ name }) => name === column)?.semantic;
    return holds && (role?.kind === 'time' || (role?.kind === 'dimension' && granularity === undefined));
  });
}
