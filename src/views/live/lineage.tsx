import { lineage } from '../../domain/project/lineage.ts';
import type { Scenario } from '../../domain/scenario/scenario.ts';
import { LayeredGraph } from '../parts/layered-graph.tsx';

/** From raw data to metrics and dashboards, drawn. */
export function LineageCard({ scenario }: { readonly scenario: Scenario }) {
  const { nodes, edges } = lineage(scenario);
  return (
    <section class="card" id="lineage">
      <h2>Lineage</h2>
      <LayeredGraph
        title="Lineage from sources to metrics and dashboards"
        nodes={nodes.map(({ id, layer, name }) => ({ id, label: name, kind: layer }))}
        edges={edges}
      />
      <p class="legend quiet small">
        <span data-kind="source">{scenario.reference_seeds ? 'sources and reference data' : 'sources'}</span>{' '}
        <span data-kind="staging">staging and in between</span> <span data-kind="mart">marts</span>{' '}
        <span data-kind="metric">metrics and dashboards</span>
      </p>
    </section>
  );
}
