import { seedName, sourceId } from '../naming/names.ts';
import { testNames } from '../naming/test-names.ts';
import { modelGraph } from '../scenario/graph.ts';
import type { Scenario } from '../scenario/scenario.ts';

/** Something that production builds. */
export interface RunNode {
  readonly name: string;
  readonly kind: 'seed' | 'model' | 'snapshot';
  /** Names of nodes, and ids of sources such as `shop.orders`, that it reads itself. */
  readonly parents: readonly string[];
}

/** What production builds and tests, as dbt's graph has it; raw seeds and unit tests are none of it. */
export interface RunGraph {
  readonly nodes: readonly RunNode[];
  /** Tests with the nodes and sources that they read. */
  readonly tests: readonly { readonly name: string; readonly parents: readonly string[] }[];
}

/** The graph as far as the scenario tells it. Files that a person added are in the manifest's alone. */
export function scenarioGraph(scenario: Scenario): RunGraph {
  const snapshots = scenario.snapshots ?? [];
  const seeds = scenario.reference_seeds ?? [];
  const others = new Set([...snapshots, ...seeds].map(({ name }) => name));
  const raw = new Set(scenario.sources.map(({ system, table }) => seedName(system, table)));
  return {
    nodes: [
      ...seeds.map(({ name }): RunNode => ({ name, kind: 'seed', parents: [] })),
      ...[...modelGraph(scenario)]
        .filter(([name]) => !others.has(name) && !raw.has(name))
        .map(([name, parents]): RunNode => ({ name, kind: 'model', parents })),
      ...snapshots.map(({ name, input }): RunNode => ({ name, kind: 'snapshot', parents: [input] })),
    ],
    tests: testNames(scenario).map(({ name, parents }) => ({ name, parents })),
  };
}

/** Everything that a node hangs on, directly or not. */
export function above({ nodes }: RunGraph, name: string): Set<string> {
  const parents = new Map(nodes.map((node) => [node.name, node.parents]));
  const found = new Set<string>();
  const open = [...(parents.get(name) ?? [])];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    open.push(...(parents.get(next) ?? []));
  }
  return found;
}

/** The nodes so that each stands behind those that it reads, else in the order that they have. Nodes on a cycle come last. */
export function inOrder(nodes: readonly RunNode[]): RunNode[] {
  const names = new Set(nodes.map(({ name }) => name));
  const placed = new Set<string>();
  const ordered: RunNode[] = [];
  for (let open = [...nodes]; open.length > 0; ) {
    const ready = open.filter(({ parents }) => parents.every((parent) => !names.has(parent) || placed.has(parent)));
    for (const node of ready.length > 0 ? ready : open) {
      placed.add(node.name);
      ordered.push(node);
    }
    open = open.filter(({ name }) => !placed.has(name));
  }
  return ordered;
}

/** The ids of a scenario's sources. */
export function sourceIds({ sources }: Scenario): Set<string> {
  return new Set(sources.map(sourceId));
}
