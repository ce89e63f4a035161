import type { Evidence } from '../scenario/demonstration.ts';
import { drawnMetric } from '../scenario/drawn-metric.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { SpokenNumber } from '../scenario/spoken-number.ts';
import { type Known, sayNumber } from './say-number.ts';

/** A number that a stop of the call stands on, and what it counts. */
export interface ShownNumber {
  readonly value: string;
  readonly of: string;
}

/** The first number among what is shown; a stop that shows nothing countable stands on the tests that passed. */
export function numberShown(shows: readonly Evidence[], scenario: Scenario, known: Known): ShownNumber | undefined {
  const counted = countedIn(shows, scenario, known);
  if (counted) return counted;
  const value = sayNumber({ kind: 'tests' }, known);
  return value === undefined ? undefined : { value, of: 'tests that the last run passed' };
}

/** The first number among what is shown. */
export function countedIn(shows: readonly Evidence[], scenario: Scenario, known: Known): ShownNumber | undefined {
  for (const shown of shows) {
    const found = numbersOf(shown, scenario).flatMap(([number, of]) => {
      const value = sayNumber(number, known);
      return value === undefined ? [] : [{ value, of }];
    })[0];
    if (found) return found;
  }
  return undefined;
}

function numbersOf({ kind, name }: Evidence, scenario: Scenario): [SpokenNumber, string][] {
  const layer = scenario.semantic_layer;
  switch (kind) {
    case 'model':
      return [[{ kind: 'rows', model: name }, `rows in ${name}`]];
    case 'exposure':
      return (scenario.exposures.find((one) => one.name === name)?.depends_on ?? []).map((model) => [
        { kind: 'rows', model },
        `rows in ${model}, which it reads`,
      ]);
    case 'saved_query':
    case 'metric': {
      const query = layer?.saved_queries.find((one) =>
        kind === 'metric' ? one.metrics.includes(name) : one.name === name,
      );
      if (!layer || !query) return [];
      const metric = kind === 'metric' ? name : drawnMetric(query, layer.metrics);
      const label = layer.metrics.find((one) => one.name === metric)?.label ?? metric;
      const byTime = query.group_by.every((item) => item.startsWith('metric_time__'));
      return [
        [
          { kind: byTime ? 'latest' : 'highest', query: query.name, metric },
          byTime ? `${label}, latest` : `${label}, highest`,
        ],
      ];
    }
    case 'test':
      return [[{ kind: 'failures', test: name }, `rows that ${name} finds when its incident is landed`]];
    case 'incident': {
      const fails = scenario.incidents.find(({ id }) => id === name)?.promise.fails ?? [];
      return fails.map((test) => [{ kind: 'failures', test }, `rows that ${test} finds`]);
    }
    case 'change': {
      const change = scenario.changes.find(({ id }) => id === name);
      const fails = change?.promise.ci === 'red' ? change.promise.fails : [];
      return [
        ...fails.map((test): [SpokenNumber, string] => [{ kind: 'failures', test }, `rows that ${test} finds in CI`]),
        ...(change?.alters ?? []).map((model): [SpokenNumber, string] => [
          { kind: 'rows', model },
          `rows in ${model} before the change`,
        ]),
      ];
    }
    case 'feature': {
      if (name !== 'incremental') return [];
      const model = scenario.marts.find(({ incremental }) => incremental)?.name ?? '';
      return [[{ kind: 'added', model }, `rows that a day adds to ${model}`]];
    }
    case 'unit_test':
      return [];
  }
}
