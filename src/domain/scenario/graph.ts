import { sourceId, stagingName } from '../naming/names.ts';
import type { Scenario } from './scenario.ts';

/**
 * Direct parents by model, snapshot and reference seed, which has none; a staging model's parent is its source's id.
 * Sources themselves are no keys.
 */
export type ModelGraph = ReadonlyMap<string, readonly string[]>;

export function modelGraph(scenario: Scenario): ModelGraph {
  const { reference_seeds: seeds = [], snapshots = [] } = scenario;
  return new Map([
    ...seeds.map(({ name }) => [name, []] as [string, string[]]),
    ...scenario.sources.map(
      (source) => [stagingName(source.system, source.table), [sourceId(source)]] as [string, string[]],
    ),
    ...[...scenario.intermediate, ...scenario.marts].map(({ name, inputs }) => [name, inputs] as [string, string[]]),
    ...snapshots.map(({ name, input }) => [name, [input]] as [string, string[]]),
  ]);
}

/** Everything that a model hangs on, directly or not; ends on cycles too. */
export function ancestors(graph: ModelGraph, model: string): Set<string> {
  const found = new Set<string>();
  const open = [...(graph.get(model) ?? [])];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    open.push(...(graph.get(next) ?? []));
  }
  return found;
}

/**
 * The models that `dbt build` skips when tests fail: those that hang on all parents of a failing test, as dbt lets a
 * test hold back only what comes after everything that the test reads.
 *
 * @param failing the parents of each failing test: source ids and model names
 */
export function skippedBy(graph: ModelGraph, failing: readonly (readonly string[])[]): string[] {
  return [...graph.keys()].filter((model) => {
    const above = ancestors(graph, model);
    return failing.some((parents) => parents.every((parent) => above.has(parent)));
  });
}

/** Models on a cycle, if there is one. */
export function cyclic(graph: ModelGraph): string[] {
  return [...graph.keys()].filter((model) => ancestors(graph, model).has(model));
}

type Columns = { name: string; type: Scenario['sources'][number]['columns'][number]['type'] }[];

/** What dbt adds to the columns of a snapshot's input. */
const versionColumns: Columns = [
  { name: 'dbt_scd_id', type: 'string' },
  { name: 'dbt_updated_at', type: 'timestamp' },
  { name: 'dbt_valid_from', type: 'timestamp' },
  { name: 'dbt_valid_to', type: 'timestamp' },
];

/** Columns of a model, snapshot or reference seed by name; of a staging model as they are called there. */
export function columnsOf(scenario: Scenario, model: string): Columns {
  const { intermediate, marts, reference_seeds: seeds = [], snapshots = [] } = scenario;
  const built = [...intermediate, ...marts, ...seeds].find(({ name }) => name === model);
  if (built) return built.columns.map(({ name, type }) => ({ name, type }));
  const snapshot = snapshots.find(({ name }) => name === model);
  // One that follows itself is refused by the scenario's check, which asks for columns too.
  if (snapshot)
    return snapshots.some(({ name }) => name === snapshot.input)
      ? []
      : [...columnsOf(scenario, snapshot.input), ...versionColumns];
  const source = scenario.sources.find(({ system, table }) => stagingName(system, table) === model);
  return (source?.columns ?? []).map(({ name, staged_as, type }) => ({ name: staged_as ?? name, type }));
}
