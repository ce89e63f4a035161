import type { Client } from '@temporalio/client';
import type { proto } from '../builds/history-events.ts';

const pollMs = 70_000;

/** The events of one run from its first on, each as soon as it happens; ends when the run does. */
export async function* longPoll(
  client: Client,
  workflowId: string,
  runId: string,
  signal: AbortSignal,
): AsyncGenerator<proto.Event[]> {
  let nextPageToken: Uint8Array | undefined;
  for (;;) {
    const answer = await client.withAbortSignal(signal, () =>
      client.withDeadline(Date.now() + pollMs, () =>
        client.workflowService.getWorkflowExecutionHistory({
          namespace: client.options.namespace,
          execution: { workflowId, runId },
          waitNewEvent: true,
          skipArchival: true,
          ...(nextPageToken === undefined ? {} : { nextPageToken }),
        }),
      ),
    );
    const events = answer.history?.events ?? [];
    if (events.length > 0) yield events;
    if (!answer.nextPageToken?.length) return;
    nextPageToken = answer.nextPageToken;
  }
}
