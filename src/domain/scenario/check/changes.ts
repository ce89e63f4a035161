import { isReserved } from '../../naming/reserved-words.ts';
import { testNames } from '../../naming/test-names.ts';
import type { Change } from '../change.ts';
import { ancestors, columnsOf, modelGraph } from '../graph.ts';
import { metricsBeneath } from '../metric-inputs.ts';
import { modelsOfSql } from '../models-of-sql.ts';
import type { Scenario } from '../scenario.ts';
import type { Problem } from './problem.ts';

/** A change alters models that are there, and promises what its CI run can show. */
export function checkChanges(scenario: Scenario): Problem[] {
  return scenario.changes.flatMap((change, index) => {
    const path = `changes[${index}]`;
    const models = modelsOfSql(scenario).map(({ name }) => name);
    const unknown = change.alters.filter((name) => !models.includes(name));
    if (unknown.length > 0) {
      return unknown.map((name) => ({
        path: `${path}.alters`,
        message: `${change.title}: there is no model ${name} with SQL to alter.`,
      }));
    }
    return [...columns(change, path), ...metrics(change, path, scenario), ...promise(change, path, scenario)];
  });
}

function columns(change: Change, path: string): Problem[] {
  return change.adds_columns.flatMap(({ model, column }, position) => {
    const at = `${path}.adds_columns[${position}]`;
    if (!change.alters.includes(model)) {
      return [{ path: at, message: `${change.title}: a column is added to ${model}, whose SQL is not altered.` }];
    }
    return isReserved(column.name)
      ? [{ path: at, message: `${change.title}: a warehouse reserves the word ${column.name}.` }]
      : [];
  });
}

function metrics(change: Change, path: string, scenario: Scenario): Problem[] {
  return change.metric_columns.flatMap(({ metric: name, column }, position) => {
    const at = `${path}.metric_columns[${position}]`;
    const metric = scenario.semantic_layer?.metrics.find((candidate) => candidate.name === name);
    if (metric?.type !== 'simple') {
      return [{ path: at, message: `${change.title}: ${name} is no metric that reads a column.` }];
    }
    if (!change.alters.includes(metric.mart)) {
      return [
        {
          path: at,
          message: `${change.title}: CI sees a changed metric only when the SQL of ${metric.mart} changes too.`,
        },
      ];
    }
    const added = change.adds_columns.some((adds) => adds.model === metric.mart && adds.column.name === column);
    const there = added || columnsOf(scenario, metric.mart).some((candidate) => candidate.name === column);
    return there ? [] : [{ path: at, message: `${change.title}: ${metric.mart} has no column ${column}.` }];
  });
}

function promise(change: Change, path: string, scenario: Scenario): Problem[] {
  const { promise: promised, title, kind } = change;
  if (promised.ci === 'green') return moves(change, path, scenario);
  const marts = change.alters.filter((name) => scenario.marts.some((mart) => mart.name === name));
  if (kind === 'broken-contract') {
    const wrong = promised.fails.filter((name) => !marts.includes(name));
    return wrong.map((name) => ({
      path: `${path}.promise.fails`,
      message: `${title}: a contract breaks the build of an altered mart, and ${name} is none.`,
    }));
  }
  const graph = modelGraph(scenario);
  return promised.fails.flatMap((name) => {
    const test = testNames(scenario).find((candidate) => candidate.name === name);
    if (!test) return [{ path: `${path}.promise.fails`, message: `${title}: there is no test ${name}.` }];
    const reached = test.parents.some((parent) =>
      change.alters.some((model) => model === parent || ancestors(graph, parent).has(model)),
    );
    return reached
      ? []
      : [{ path: `${path}.promise.fails`, message: `${title}: ${name} reads nothing that the change reaches.` }];
  });
}

function moves(
  { promise: promised, title, kind, metric_columns }: Change,
  path: string,
  scenario: Scenario,
): Problem[] {
  const name = promised.ci === 'green' ? promised.moves : undefined;
  if (name === undefined) {
    return kind === 'metric'
      ? [{ path: `${path}.promise`, message: `${title}: name the saved query whose answer the changed metric moves.` }]
      : [];
  }
  const query = scenario.semantic_layer?.saved_queries.find((candidate) => candidate.name === name);
  if (!query) return [{ path: `${path}.promise.moves`, message: `${title}: there is no saved query ${name}.` }];
  if (metric_columns.length === 0) return [];
  const beneath = metricsBeneath(scenario, query.metrics).map((metric) => metric.name);
  return metric_columns.some(({ metric }) => beneath.includes(metric))
    ? []
    : [{ path: `${path}.promise.moves`, message: `${title}: ${name} asks for no metric that the change moves.` }];
}
