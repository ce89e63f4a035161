import { failedNames } from '../rehearsal/promise.ts';
import type { NodeResult } from '../rehearsal/report.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { scenarioGraph } from './run-graph.ts';

/**
 * The results of a plan's commands as those of one run: of a node that several commands ran the last result, but never
 * instead of a failure. In a red run every model, snapshot and reference seed that no command came to
 * counts as skipped. Without a plan the results stand as they are.
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
  return scenarioGraph(scenario)
    .nodes.filter(({ name }) => !told.has(name))
    .map(({ name, kind }) => ({
      ...{ uniqueId: `${kind}.${project}.${name}`, name, type: kind, status: 'skipped' },
      ...{ failures: null, message: 'an earlier command was red', seconds: 0 },
    }));
}
