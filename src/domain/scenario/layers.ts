import { ancestors, modelGraph } from './graph.ts';
import type { Mart } from './model.ts';
import type { Scenario } from './scenario.ts';

/** The layer of marts that stand in the usual schema; it is also their folder and tag. */
export const usualMarts = 'marts';

/** A mart's layer: its own schema's, or the usual one. Each is a folder under `models/` and a tag. */
export function layerOf({ schema }: Pick<Mart, 'schema'>): string {
  return schema ?? usualMarts;
}

/** The marts' layers in the order in which they are built: the usual one, then own schemas as they need each other. */
export function martLayers(scenario: Scenario): string[] {
  const graph = modelGraph(scenario);
  const open = [...new Set(scenario.marts.flatMap(({ schema }) => schema ?? []))];
  const needs = (layer: string): string[] => {
    const read = scenario.marts
      .filter((mart) => layerOf(mart) === layer)
      .flatMap(({ name }) => [...ancestors(graph, name)]);
    return open.filter(
      (other) => other !== layer && scenario.marts.some((mart) => mart.schema === other && read.includes(mart.name)),
    );
  };
  const ordered: string[] = [];
  while (open.length > 0) {
    // Layers that need each other keep the order in which they are named; the scenario's check says so.
    const next = open.find((layer) => needs(layer).length === 0) ?? open[0] ?? '';
    open.splice(open.indexOf(next), 1);
    ordered.push(next);
  }
  return scenario.marts.some(({ schema }) => schema === undefined) ? [usualMarts, ...ordered] : ordered;
}

/** The schemas beside the usual one that anything of the scenario is built into. */
export function ownSchemas({ marts, reference_seeds: seeds = [], snapshots = [] }: Scenario): string[] {
  return [...new Set([...marts, ...seeds, ...snapshots].flatMap(({ schema }) => schema ?? []))];
}
