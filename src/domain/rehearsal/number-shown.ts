import type { Evidence } from '../scenario/demonstration.ts';
import { drawnMetric } from '../scenario/drawn-metric.ts';
import { monthlyQuestion } from '../scenario/metric-questions.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { SavedQuery } from '../scenario/semantic-layer.ts';
import { type SpokenNumber, spokenParts } from '../scenario/spoken-number.ts';
import { type Known, sayNumber, sayRehearsedMove } from './say-number.ts';

/** A number that a stop of the call stands on, and what it counts. */
export interface ShownNumber {
  readonly value: string;
  readonly of: string;
}

/** A stop of the call as far as its number goes. */
type Stop = Pick<Scenario['talk_track']['flow'][number], 'say' | 'do' | 'shows'>;

/**
 * The number beside a stop: none where its own sentences say one, since another beside it would be taken for it; else
 * the first among what it shows; a stop that shows nothing countable stands on the tests that passed.
 */
export function numberShown(
  { say, do: action, shows }: Stop,
  scenario: Scenario,
  known: Known,
): ShownNumber | undefined {
  if (saysNumber(say) || saysNumber(action)) return undefined;
  const counted = countedIn(shows, scenario, known);
  if (counted) return counted;
  const value = sayNumber({ kind: 'tests' }, known);
  return value === undefined
    ? undefined
    : { value, of: `${value === '1' ? 'test' : 'tests'} that the last run passed` };
}

/** The first number among what is shown. */
export function countedIn(shows: readonly Evidence[], scenario: Scenario, known: Known): ShownNumber | undefined {
  for (const shown of shows) {
    const numbers = numbersOf(shown, scenario).map(([number, of]) => ({ value: sayNumber(number, known), of }));
    for (const { value, of } of [...numbers, ...rehearsedFor(shown, scenario, known)]) {
      if (value !== undefined) return { value, of: value === '1' ? of.replace(/^(row|test)s\b/, '$1') : of };
    }
  }
  return undefined;
}

/** A blank, or figures that are not part of a name. */
function saysNumber(text: string): boolean {
  return spokenParts(text).some((part) => typeof part !== 'string' || /(?<![\w.-])\d/.test(part));
}

/** What is known from the rehearsal until a run has shown it. */
function rehearsedFor({ kind, name }: Evidence, scenario: Scenario, { report }: Known) {
  const model = kind === 'feature' && name === 'incremental' ? incrementalOf(scenario) : undefined;
  if (model === undefined) return [];
  const value = sayRehearsedMove('added', model, report);
  return [{ value, of: `rows that the next day added to ${model} when it was rehearsed` }];
}

function incrementalOf({ marts }: Scenario): string | undefined {
  return marts.find(({ incremental }) => incremental)?.name;
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
      const saved = layer?.saved_queries.find((one) =>
        kind === 'metric' ? one.metrics.includes(name) : one.name === name,
      );
      // The rehearsal asks every metric by month, whether or not a saved query does.
      const queries = [saved, kind === 'metric' ? monthlyQuestion(name, scenario) : undefined];
      return queries.flatMap((query) =>
        answeredBy(query, kind === 'metric' ? name : undefined, layer).map(([number, of]): [SpokenNumber, string] => [
          number,
          query === saved ? of : `${of} when it was rehearsed`,
        ]),
      );
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
      const moves = change?.promise.ci === 'green' ? change.promise.moves : undefined;
      return [
        ...answeredBy(
          layer?.saved_queries.find((one) => one.name === moves),
          undefined,
          layer,
        ).map(([number, of]): [SpokenNumber, string] => [number, `${of}, before the change`]),
        ...fails.map((test): [SpokenNumber, string] => [{ kind: 'failures', test }, `rows that ${test} finds in CI`]),
        ...(change?.alters ?? []).map((model): [SpokenNumber, string] => [
          { kind: 'rows', model },
          `rows in ${model} before the change`,
        ]),
      ];
    }
    case 'feature': {
      if (name !== 'incremental') return [];
      const model = incrementalOf(scenario);
      return model === undefined ? [] : [[{ kind: 'added', model }, `rows that the last run added to ${model}`]];
    }
    case 'unit_test':
      return [];
  }
}

/** The number that a query's answer is remembered by: of `metric`, else of the one that is drawn. */
function answeredBy(
  query: SavedQuery | undefined,
  named: string | undefined,
  layer: Scenario['semantic_layer'],
): [SpokenNumber, string][] {
  if (!layer || !query) return [];
  const metric = named ?? drawnMetric(query, layer.metrics);
  const label = layer.metrics.find((one) => one.name === metric)?.label ?? metric;
  const which = query.group_by.every((item) => item.startsWith('metric_time__')) ? 'latest' : 'highest';
  return [[{ kind: which, query: query.name, metric }, `${label}, ${which}`]];
}
