import type { Change } from '../scenario/change.ts';
import type { Incident } from '../scenario/incident.ts';
import type { NodeResult } from './report.ts';

/** What was to happen, what did, and whether they are the same. */
export interface Comparison {
  readonly passed: boolean;
  readonly promised: string;
  readonly seen: string;
}

const built = new Set(['model', 'snapshot', 'seed']);
const broken = new Set(['fail', 'error', 'runtime error']);

/** Names of the nodes that failed, sorted. */
export function failedNames(nodes: readonly NodeResult[]): string[] {
  return sorted(nodes.filter((node) => broken.has(node.status)).map((node) => node.name));
}

/** Names of the models, snapshots and seeds that were skipped, sorted. */
export function skippedModels(nodes: readonly NodeResult[]): string[] {
  return sorted(nodes.filter(({ type, status }) => built.has(type) && status === 'skipped').map(({ name }) => name));
}

/** A good batch: everything green, and something ran. */
export function compareGreen(nodes: readonly NodeResult[], succeeded: boolean): Comparison {
  const failed = failedNames(nodes);
  return {
    passed: succeeded && failed.length === 0 && nodes.length > 0,
    promised: 'green',
    seen:
      succeeded && failed.length === 0
        ? `green, ${nodes.length} nodes`
        : `red: ${failed.join(', ') || 'the command failed'}`,
  };
}

/** An incident: exactly the promised tests fail and exactly the promised models are skipped. */
export function compareIncident(incident: Incident, nodes: readonly NodeResult[]): Comparison {
  const { fails, skips } = incident.promise;
  const promised = outcome(sorted(fails), sorted(skips));
  const seen = outcome(failedNames(nodes), skippedModels(nodes));
  return { passed: promised === seen, promised, seen };
}

/** A change's CI run: red with exactly the promised failures, or green. */
export function compareChange(change: Change, nodes: readonly NodeResult[], succeeded: boolean): Comparison {
  if (change.promise.ci === 'green') return compareGreen(nodes, succeeded);
  const promised = `red: ${sorted(change.promise.fails).join(', ')}`;
  const seen = succeeded
    ? `green, ${nodes.length} nodes`
    : `red: ${failedNames(nodes).join(', ') || 'the command failed'}`;
  return { passed: promised === seen, promised, seen };
}

function outcome(fails: readonly string[], skips: readonly string[]): string {
  return `${fails.join(', ') || 'no test'} fails; ${skips.join(', ') || 'no model'} skipped`;
}

function sorted(names: readonly string[]): string[] {
  return [...new Set(names)].sort();
}
