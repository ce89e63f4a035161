import { failedNames } from '../rehearsal/promise.ts';
import type { NodeResult } from '../rehearsal/report.ts';
import { modelGraph } from '../scenario/graph.ts';
import type { Scenario } from '../scenario/scenario.ts';

/**
 * The results of a plan's commands as those of one run: of a node that several commands ran the last result, but never
 * instead of a failure. In a red run every model, snapshot and reference seed that no command came to counts as skipped. Without a plan
 * the results stand as they are.
 */
export function oneResult(
  scenario: Scenario,
  { succeeded, nodes }: { readonly succeeded: boolean; readonly nodes: readonly NodeResult[] },
): readonly NodeResult[] {
  if (!scenario.run_plan) return nodes;
  const results = new Map<string, NodeResult>();
  for (const node of nodes) {
    const before = results.get(node.uniqueId);
    if (!before || failedNames([before]).length === 0) results.set(node.uniqueId, node);
  }
  const ran = [...results.values()];
  return succeeded ? ran : [...ran, ...neverRan(scenario, ran)];
}

/** What a graph of models holds. */
const kinds = new Set(['model', 'snapshot', 'seed']);

function neverRan(scenario: Scenario, ran: readonly NodeResult[]): NodeResult[] {
  const project = ran[0]?.uniqueId.split('.')[1] ?? '';
  const told = new Set(ran.filter(({ type }) => kinds.has(type)).map(({ name }) => name));
  const snapshots = new Set((scenario.snapshots ?? []).map(({ name }) => name));
  const seeds = new Set((scenario.reference_seeds ?? []).map(({ name }) => name));
  const typeOf = (name: string) => (snapshots.has(name) ? 'snapshot' : seeds.has(name) ? 'seed' : 'model');
  return [...modelGraph(scenario).keys()]
    .filter((name) => !told.has(name))
    .map((name) => ({
      ...{ uniqueId: `${typeOf(name)}.${project}.${name}`, name, type: typeOf(name), status: 'skipped' },
      ...{ failures: null, message: 'an earlier command was red', seconds: 0 },
    }));
}
