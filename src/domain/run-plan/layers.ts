import { stagingName } from '../naming/names.ts';
import { martLayers, usualMarts } from '../scenario/layers.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { above, inOrder, type RunGraph, scenarioGraph } from './run-graph.ts';

/** A part of the project that is built by one command. */
export interface Layer {
  readonly title: string;
  /** What dbt selects it by. */
  readonly select: readonly string[];
  /** Names of what it builds. */
  readonly builds: readonly string[];
}

/**
 * The layers in the order in which they are built: reference seeds, staging, intermediate, snapshots, marts, then each own
 * schema after those that it reads. A snapshot that reads a mart comes behind the marts, or behind the own schema that it
 * reads, and is a layer by itself.
 */
export function layersOf(scenario: Scenario): Layer[] {
  const { sources, intermediate, marts } = scenario;
  const graph = scenarioGraph(scenario);
  const seeds = (scenario.reference_seeds ?? []).map(({ name }) => name);
  const snapshots = (scenario.snapshots ?? []).map(({ name }) => name);
  const ofMarts = new Set(marts.map(({ name }) => name));
  const late = new Set(snapshots.filter((name) => [...above(graph, name)].some((one) => ofMarts.has(one))));
  const schemas = martLayers(scenario).filter((layer) => layer !== usualMarts);
  const folder = (name: string, builds: readonly string[]): Layer => ({ title: name, select: [name], builds });
  const behind = [
    ...schemas.map((schema) =>
      folder(
        schema,
        marts.filter((mart) => mart.schema === schema).map(({ name }) => name),
      ),
    ),
    ...snapshots.filter((name) => late.has(name)).map((name) => ({ title: name, select: [name], builds: [name] })),
  ];
  const layers: Layer[] = [
    { title: 'reference seeds', select: ['resource_type:seed'], builds: seeds },
    folder(
      'staging',
      sources.map(({ system, table }) => stagingName(system, table)),
    ),
    folder(
      'intermediate',
      intermediate.map(({ name }) => name),
    ),
    snapshotLayer(
      snapshots.filter((name) => !late.has(name)),
      late.size === 0,
    ),
    folder(
      'marts',
      marts.filter(({ schema }) => schema === undefined).map(({ name }) => name),
    ),
    ...ordered(behind, graph),
  ];
  return layers.filter(({ builds }) => builds.length > 0);
}

function snapshotLayer(names: readonly string[], all: boolean): Layer {
  return { title: 'snapshots', select: all ? ['resource_type:snapshot'] : names, builds: names };
}

/** Layers so that each stands behind those that it reads. */
function ordered(layers: readonly Layer[], graph: RunGraph): Layer[] {
  const layerOf = new Map(layers.flatMap((layer) => layer.builds.map((name): [string, string] => [name, layer.title])));
  const nodes = layers.map(({ title, builds }) => {
    const reads = new Set(builds.flatMap((name) => [...above(graph, name)].map((one) => layerOf.get(one) ?? '')));
    return { name: title, kind: 'model' as const, parents: [...reads].filter((one) => one !== title) };
  });
  return inOrder(nodes).flatMap(({ name }) => layers.filter(({ title }) => title === name));
}
