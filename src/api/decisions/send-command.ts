import {
  type Client,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import type { DecisionAnswer } from '../../views/parts/answer.tsx';
import { buildWorkflowId, cancelUpdate, decideUpdate, rewindToUpdate } from '../../workflows/messages.ts';
import { isServiceError } from '../builds/service-error.ts';
import type { SentCommand } from './command.ts';

/**
 * Sends a command and waits for the build to take or refuse it, no longer than `patience` milliseconds. Sending it
 * again under the same id is safe at any time.
 */
export async function sendCommand(
  client: Client,
  { buildId, updateId, command }: SentCommand,
  patience: number,
): Promise<DecisionAnswer> {
  const handle = client.workflow.getHandle(buildWorkflowId(buildId));
  try {
    await client.withDeadline(Date.now() + patience, async () => {
      if (command.type === 'decide') await handle.executeUpdate(decideUpdate, { args: [command.message], updateId });
      if (command.type === 'rewind') await handle.executeUpdate(rewindToUpdate, { args: [command.message], updateId });
      if (command.type === 'cancel') await handle.executeUpdate(cancelUpdate, { args: [command.message], updateId });
    });
    return { kind: 'accepted' };
  } catch (error) {
    if (error instanceof WorkflowUpdateFailedError) {
      return { kind: 'refused', sentence: error.cause?.message ?? 'The build refused this decision.' };
    }
    if (error instanceof WorkflowNotFoundError) {
      return { kind: 'gone', sentence: 'This build has ended and takes no decisions any more.' };
    }
    if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError || isServiceError(error)) {
      return { kind: 'unconfirmed' };
    }
    throw error;
  }
}
