import { setTimeout as pause } from 'node:timers/promises';
import { WorkflowFailedError } from '@temporalio/client';
import { WorkflowIdConflictPolicy } from '@temporalio/common';
import { removeLeftoversWorkflowId } from '../../workflows/messages.ts';
import { ApiError } from '../api-error.ts';
import type { AppContext } from '../app-context.ts';

const startMs = 8_000;
/** How long the page waits for the end; the removal goes on without it. */
const answerMs = 8_000;

/**
 * Removes what a build left behind, by a workflow of its own: asked twice it is one removal.
 * @throws ApiError `leftovers-stay` where it did not succeed
 */
export async function removeLeftovers(
  { client, buildQueue, buildOptions }: Pick<AppContext, 'client' | 'buildQueue' | 'buildOptions'>,
  buildId: string,
): Promise<'removed' | 'under-way'> {
  const handle = await client.withDeadline(Date.now() + startMs, () =>
    client.workflow.start('removeLeftovers', {
      taskQueue: buildQueue,
      workflowId: removeLeftoversWorkflowId(buildId),
      workflowIdConflictPolicy: WorkflowIdConflictPolicy.USE_EXISTING,
      args: [{ buildId, archiveRepository: buildOptions.archiveRepository }],
    }),
  );
  const ended = handle.result().then(
    () => ({ kind: 'removed' }) as const,
    (error: unknown) => ({ kind: 'failed', error }) as const,
  );
  const end = await Promise.race([ended, pause(answerMs, undefined, { ref: false })]);
  if (end === undefined) return 'under-way';
  if (end.kind === 'removed') return 'removed';
  throw new ApiError(409, 'leftovers-stay', sentenceOf(end.error));
}

/** What the failed step said, which is inside of what the workflow and the activity failed with. */
function sentenceOf(error: unknown): string {
  const step = error instanceof WorkflowFailedError ? error.cause?.cause : undefined;
  return step instanceof Error ? step.message : 'Not everything could be removed. The log of the worker says why.';
}
