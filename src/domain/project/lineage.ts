import { sourceId, stagingName } from '../naming/names.ts';
import { modelGraph } from '../scenario/graph.ts';
import { directInputs } from '../scenario/metric-inputs.ts';
import type { Scenario } from '../scenario/scenario.ts';

/** Where a node stands, from raw data to what people use. */
export type LineageLayer =
  | 'source'
  | 'reference'
  | 'staging'
  | 'intermediate'
  | 'snapshot'
  | 'mart'
  | 'metric'
  | 'exposure';

export interface LineageNode {
  /** The layer and the name, such as `mart:fct_orders`. */
  readonly id: string;
  readonly layer: LineageLayer;
  readonly name: string;
}

export interface Lineage {
  readonly nodes: readonly LineageNode[];
  /** From what is read to what reads it, by node ids. */
  readonly edges: readonly { readonly from: string; readonly to: string }[];
}

/** How everything in a project hangs together, from sources to metrics and dashboards. */
export function lineage(scenario: Scenario): Lineage {
  const node =
    (layer: LineageLayer) =>
    (name: string): LineageNode => ({ id: `${layer}:${name}`, layer, name });
  const metrics = scenario.semantic_layer?.metrics ?? [];
  const staging = scenario.sources.map(({ system, table }) => stagingName(system, table));
  const models = [
    ...scenario.sources.map((source) => node('source')(sourceId(source))),
    ...(scenario.reference_seeds ?? []).map(({ name }) => node('reference')(name)),
    ...staging.map(node('staging')),
    ...scenario.intermediate.map(({ name }) => node('intermediate')(name)),
    ...(scenario.snapshots ?? []).map(({ name }) => node('snapshot')(name)),
    ...scenario.marts.map(({ name }) => node('mart')(name)),
  ];
  const ids = new Map(models.map(({ name, id }) => [name, id]));
  const link = (from: string | undefined, to: string) => (from === undefined ? [] : [{ from, to }]);
  const edges = [
    ...[...modelGraph(scenario)].flatMap(([name, parents]) =>
      parents.flatMap((parent) => link(ids.get(parent), ids.get(name) ?? name)),
    ),
    ...metrics.flatMap((metric) =>
      metric.type === 'simple'
        ? link(ids.get(metric.mart), `metric:${metric.name}`)
        : directInputs(metric).map((input) => ({ from: `metric:${input}`, to: `metric:${metric.name}` })),
    ),
    ...scenario.exposures.flatMap(({ name, depends_on }) =>
      depends_on.flatMap((model) => link(ids.get(model), `exposure:${name}`)),
    ),
  ];
  const further = [
    ...metrics.map(({ name }) => node('metric')(name)),
    ...scenario.exposures.map(({ name }) => node('exposure')(name)),
  ];
  return {
    nodes: [...models, ...further],
    edges: [...new Map(edges.map((edge) => [`${edge.from} ${edge.to}`, edge])).values()],
  };
}
