import { testNames } from '../naming/test-names.ts';
import type { Evidence } from '../scenario/demonstration.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { type Rename, renameIdentifier, renameProse, renameSql } from './rename-words.ts';

/** Keys whose values are no names and no texts of ours: kinds, ids, and values of the data. */
const untouched = new Set(
  `kind type aggregation format granularity operator ci currency window offset id blueprint renames notes
  accepted_values values value rows cron verb`.split(/\s+/),
);

/** Keys whose texts are SQL. */
const queries = new Set(['sql', 'expression', 'proof']);
/** Keys whose texts hold names between the signs of another language, such as dbt's selectors. */
const selectors = new Set(['select', 'exclude', 'schema']);

function renamed(value: unknown, renames: readonly Rename[]): unknown {
  if (typeof value === 'string') {
    return /^[a-z][a-z0-9_.]*$/.test(value) ? renameIdentifier(value, renames) : renameProse(value, renames);
  }
  if (Array.isArray(value)) return value.map((item) => renamed(item, renames));
  if (value === null || typeof value !== 'object') return value;
  const pointsToId = 'kind' in value && ['incident', 'change', 'feature'].includes(String(value.kind));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      if (untouched.has(key) || (pointsToId && key === 'name')) return [key, item];
      if (queries.has(key) && typeof item === 'string') return [key, renameSql(item, renames)];
      if (selectors.has(key)) return [key, renamedWithin(item, renames)];
      return [key, renamed(item, renames)];
    }),
  );
}

function renamedWithin(value: unknown, renames: readonly Rename[]): unknown {
  if (Array.isArray(value)) return value.map((item) => renamedWithin(item, renames));
  // The scenario's own version, such as scenario/1, is no schema of a warehouse.
  return typeof value === 'string' && !/\/\d+$/.test(value) ? renameIdentifier(value, renames) : value;
}

/**
 * A scenario in other words: names, texts and SQL follow the renames in their sequence, values of the data stay. Names
 * of tests that follow from other names are taken anew, because an article may have changed.
 */
export function renameScenario(scenario: Scenario, renames: readonly Rename[]): Scenario {
  if (renames.length === 0) return scenario;
  const result = renamed(scenario, renames) as Scenario; // The same shape: only characters within strings differ.
  const after = testNames(result);
  const names = new Map(testNames(scenario).map(({ name }, index) => [name, after[index]?.name ?? name]));
  const known = (before: readonly string[]): string[] =>
    before.map((name) => names.get(name) ?? renameIdentifier(name, renames));
  const evidence = <T extends Evidence>(now: readonly T[], before: readonly Evidence[]): T[] =>
    now.map((item, index) =>
      item.kind === 'test' ? { ...item, name: names.get(before[index]?.name ?? '') ?? item.name } : item,
    );

  return {
    ...result,
    incidents: result.incidents.map((incident, index) => ({
      ...incident,
      promise: { ...incident.promise, fails: known(scenario.incidents[index]?.promise.fails ?? []) },
    })),
    changes: result.changes.map((change, index) => {
      const before = scenario.changes[index]?.promise;
      return before?.ci === 'red' ? { ...change, promise: { ...before, fails: known(before.fails) } } : change;
    }),
    demonstrations: result.demonstrations.map((demonstration, index) => ({
      ...demonstration,
      shows: evidence(demonstration.shows, scenario.demonstrations[index]?.shows ?? []),
    })),
    talk_track: {
      ...result.talk_track,
      flow: result.talk_track.flow.map((section, index) => ({
        ...section,
        shows: evidence(section.shows, scenario.talk_track.flow[index]?.shows ?? []),
      })),
    },
  };
}
