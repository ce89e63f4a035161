import type { Client } from '@temporalio/client';
import type { temporal } from '@temporalio/proto';
import type { CommandProgress } from '../../domain/build/command-progress.ts';
import type { StepProgress } from '../../views/build/seen-build.ts';
import { commandsQuery } from '../../workflows/messages.ts';
import { failureSentence, payloadReader } from '../builds/payloads.ts';

export type Pending = temporal.api.workflow.v1.IPendingActivityInfo;

/** What an activity or a run says of itself, whatever step it is of. */
export type Said = Omit<StepProgress, 'step' | 'subject'>;

const describeMs = 2_000;

/** What a job's run says: its running activity, and where it goes by a plan all of its commands. */
export async function readRun(client: Client, workflowId: string): Promise<Said[]> {
  const [pending, commands] = await Promise.all([
    pendingActivities(client, workflowId),
    readCommands(client, workflowId),
  ]);
  const told = commands.length > 0 ? { commands } : {};
  const running = await Promise.all(pending.map((one) => saidBy(client, one)));
  // Between two commands nothing runs, and the list stays.
  const said = running.length > 0 || commands.length === 0 ? running : [{ attempt: 1, line: '' }];
  return said.map((progress) => ({ ...progress, ...told }));
}

/** The commands of a run that goes by a plan, also of one that has ended; nothing where no worker answers: the page does without. */
export async function readCommands(client: Client, workflowId: string): Promise<readonly CommandProgress[]> {
  try {
    return await client.withDeadline(Date.now() + describeMs, () =>
      client.workflow.getHandle(workflowId).query(commandsQuery),
    );
  } catch {
    return [];
  }
}

export async function pendingActivities(client: Client, workflowId: string): Promise<Pending[]> {
  const description = await client.withDeadline(Date.now() + describeMs, () =>
    client.workflow.getHandle(workflowId).describe(),
  );
  return description.raw.pendingActivities ?? [];
}

/** The heartbeat of an activity and its attempts, which no event of the history tells. */
export async function saidBy(client: Client, pending: Pending): Promise<Said> {
  const [beat] = pending.heartbeatDetails ? await payloadReader(client)(pending.heartbeatDetails) : [];
  const lastFailure = await failureSentence(client, pending.lastFailure);
  return {
    attempt: pending.attempt ?? 1,
    line: lineOf(beat),
    ...(lastFailure === undefined ? {} : { lastFailure }),
  };
}

function lineOf(beat: unknown): string {
  return typeof beat === 'object' && beat !== null && 'progress' in beat && typeof beat.progress === 'string'
    ? beat.progress
    : '';
}
