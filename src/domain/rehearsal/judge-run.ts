import type { RunState } from '../build/state.ts';
import { batchOf } from '../project/batch.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { type Comparison, compareChange, compareGreen, compareIncident, failedNames } from './promise.ts';
import type { NodeResult } from './report.ts';

/** A run that has ended, wherever it ran. */
export interface EndedRun extends Pick<RunState, 'job' | 'subject'> {
  readonly succeeded: boolean;
  /** The batch that the raw schema held; null where that says nothing of the run. */
  readonly landed: string | null;
  readonly nodes: readonly NodeResult[];
  /** Where it failed, for one that failed otherwise than at a node. */
  readonly failedAt?: string | undefined;
}

/**
 * What a run came to against the scenario's word: an incident's promise, a change's, or plain green. What an incident
 * promises to keep is among what it promises to skip, and a model that is skipped keeps its rows.
 */
export function judgeRun(scenario: Scenario, run: EndedRun): Comparison {
  const { succeeded, nodes, failedAt = 'the command failed' } = run;
  const comparison = compare(scenario, run);
  // A run that broke off before a node failed has shown nothing of what was promised.
  if (succeeded || failedNames(nodes).length > 0) return comparison;
  return { ...comparison, passed: false, seen: `red: ${failedAt}` };
}

function compare(scenario: Scenario, { job, subject, landed, succeeded, nodes }: EndedRun): Comparison {
  if (job === 'ci') {
    const change = scenario.changes.find(({ id }) => id === subject);
    if (change) return compareChange(change, nodes, succeeded);
  }
  const batch = landed === null ? undefined : batchOf(landed);
  if (job === 'production' && batch?.kind === 'incident') {
    const incident = scenario.incidents.find(({ id }) => id === batch.incident);
    if (incident) return compareIncident(incident, nodes);
  }
  return compareGreen(nodes, succeeded);
}
