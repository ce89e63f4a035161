import { primaryEntity } from '../naming/import-name.ts';
import { canGroup } from './check/saved-queries.ts';
import { directInputs, groupedInputs, metricsBeneath } from './metric-inputs.ts';
import type { Mart } from './model.ts';
import type { Scenario } from './scenario.ts';
import type { Metric, SavedQuery } from './semantic-layer.ts';

/** A question that asks several metrics at once. Its name holds hyphens, so that no saved query is called the same. */
export interface MetricQuestion extends SavedQuery {
  readonly asks: 'by-month' | 'by-dimension';
}

const month = 'metric_time__month';
const limit = 50;

/**
 * Asks every metric of the scenario twice, whatever its saved queries ask: by month, and by a dimension where it has
 * one; in as few questions as give the numbers that each would have alone.
 */
export function metricQuestions(scenario: Scenario): MetricQuestion[] {
  const metrics = scenario.semantic_layer?.metrics ?? [];
  return [...byMonth(metrics, scenario), ...byDimension(metrics, scenario)];
}

/** The question that asks the metric by month. */
export function monthlyQuestion(metric: string, scenario: Scenario): MetricQuestion | undefined {
  const metrics = scenario.semantic_layer?.metrics ?? [];
  return byMonth(metrics, scenario).find((question) => question.metrics.includes(metric));
}

/**
 * Metrics of the same marts together: beside those of another mart, whose days may end later, a count would go on as
 * zero.
 */
function byMonth(metrics: readonly Metric[], scenario: Scenario): MetricQuestion[] {
  const groups = Map.groupBy(metrics, (metric) =>
    JSON.stringify([...martsBeneath(metric, scenario), ...(looksBack(metric, metrics) ? ['over time'] : [])]),
  );
  return [...groups.values()].map((group, index) => ({
    asks: 'by-month',
    name: `every-metric-by-month-${index + 1}`,
    question: `${marts(group, scenario)} by month`,
    metrics: group.map(({ name }) => name),
    group_by: [month],
    limit,
  }));
}

/** Of all dimensions, the one that most of the metrics have that are still to be asked, until each was. */
function byDimension(metrics: readonly Metric[], scenario: Scenario): MetricQuestion[] {
  const questions: MetricQuestion[] = [];
  // MetricFlow wants the time beside any other group where a metric is reckoned from earlier days.
  for (const back of [false, true]) {
    let open = metrics.filter((metric) => looksBack(metric, metrics) === back);
    for (;;) {
      const dimension = mostCommon(open.flatMap((metric) => dimensionsOf(metric, scenario)));
      if (dimension === undefined) break;
      const asked = open.filter((metric) => dimensionsOf(metric, scenario).includes(dimension));
      questions.push({
        asks: 'by-dimension',
        name: `every-metric-by-dimension-${questions.length + 1}`,
        question: `${marts(asked, scenario)} by ${dimension}`,
        metrics: asked.map(({ name }) => name),
        group_by: back ? [month, dimension] : [dimension],
        limit,
      });
      open = open.filter((metric) => !asked.includes(metric));
    }
  }
  return questions;
}

/** What a metric can be grouped by, those of its own mart first. */
function dimensionsOf(metric: Metric, scenario: Scenario): string[] {
  const grouped = martsBeneath(metric, scenario, groupedInputs);
  const beneath = scenario.marts.filter(({ name }) => grouped.includes(name));
  const others = scenario.marts.filter((mart) => !beneath.includes(mart));
  return [...beneath, ...others]
    .flatMap((mart) => fewestFirst(mart).map((column) => `${primaryEntity(mart)}__${column}`))
    .filter((item) => beneath.every((mart) => canGroup(item, mart, scenario.marts)));
}

/** Dimensions of a mart; those that have a list of values first, since their answers are short. */
function fewestFirst({ columns }: Mart): string[] {
  const isShort = ({ type, tests }: Mart['columns'][number]) =>
    type === 'boolean' || tests.some(({ check }) => check.kind === 'accepted_values');
  const dimensions = columns.filter(({ semantic }) => semantic?.kind === 'dimension');
  return dimensions.toSorted((one, other) => Number(isShort(other)) - Number(isShort(one))).map(({ name }) => name);
}

function mostCommon(all: readonly string[]): string | undefined {
  const counts = [...Map.groupBy(all, (one) => one)];
  return counts.toSorted(([, one], [, other]) => other.length - one.length)[0]?.[0];
}

function martsBeneath({ name }: Metric, scenario: Scenario, inputsOf?: typeof directInputs): string[] {
  return [...new Set(metricsBeneath(scenario, [name], inputsOf).map(({ mart }) => mart))].toSorted();
}

function marts(metrics: readonly Metric[], scenario: Scenario): string {
  const names = new Set(metrics.flatMap((metric) => martsBeneath(metric, scenario)));
  return `Metrics of ${[...names].join(', ')}`;
}

/** Whether a metric, or one that it is made of, is reckoned from days before the ones that are asked for. */
function looksBack(metric: Metric, all: readonly Metric[]): boolean {
  if (metric.type === 'cumulative') return true;
  if (metric.type === 'derived' && metric.inputs.some(({ offset }) => offset !== undefined)) return true;
  const inputs = new Set(directInputs(metric));
  return all.some((other) => other !== metric && inputs.has(other.name) && looksBack(other, all));
}
