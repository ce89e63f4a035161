import { defineSearchAttributeKey } from '@temporalio/common';
import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';

export { scheduleId } from '../domain/build/scheduled-run.ts';

import type { CommandProgress } from '../domain/build/command-progress.ts';
import type { Cancel, Decision, Rewind } from '../domain/build/decision.ts';
import type { BuildState } from '../domain/build/state.ts';

/** The answer to an accepted decision: the question that it was taken for, and the revision that it was taken on. */
export interface Taken {
  readonly ask: number;
  readonly revision: number;
}

/** A person's decision; refused at once, without a trace in history, when it is stale or does not fit. */
export const decideUpdate = defineUpdate<Taken, [Decision]>('decide');
/** Back to an earlier step, while the build waits. */
export const rewindToUpdate = defineUpdate<Taken, [Rewind]>('rewindTo');
/** Stop, let outside calls finish, close. The same as Temporal's own cancellation. */
export const cancelUpdate = defineUpdate<void, [Cancel]>('cancel');
/** The same message as `decide`, for automation that cannot wait for a worker; a refused one is recorded. */
export const reviewSignal = defineSignal<[Decision]>('review');
/** The whole state of the build. */
export const stateQuery = defineQuery<BuildState>('state');

/** Of a run by a plan: its commands as they stand. Of any other run an empty list. */
export const commandsQuery = defineQuery<readonly CommandProgress[]>('commands');

/** Search attributes hold opaque ids and enumerations only: they are stored in clear. */
export const searchAttributes = {
  phase: defineSearchAttributeKey('DemoPhase', 'KEYWORD'),
  status: defineSearchAttributeKey('DemoStatus', 'KEYWORD'),
  owner: defineSearchAttributeKey('DemoOwner', 'KEYWORD'),
  target: defineSearchAttributeKey('DemoTarget', 'KEYWORD'),
};

/** A build's workflow id. */
export function buildWorkflowId(buildId: string): string {
  return `demo-${buildId}`;
}

/** The build of such a workflow id. */
export function buildOfWorkflow(workflowId: string): string {
  return workflowId.replace(/^demo-/, '');
}

/** The workflow id of a run that a build started; those of its schedule begin with the schedule's id. */
export function runWorkflowId(buildId: string, runId: string): string {
  return `run-${buildId}-${runId}`;
}

/** The workflow id of the one that removes what a build left behind. */
export function removeLeftoversWorkflowId(buildId: string): string {
  return `remove-leftovers-${buildId}`;
}
