import type { Client } from '@temporalio/client';
import type { temporal } from '@temporalio/proto';
import type { CommandProgress } from '../../domain/build/command-progress.ts';
import type { StepProgress } from '../../views/build/seen-build.ts';
import { commandsQuery } from '../../workflows/messages.ts';
import type { HistoryView, PendingStep } from '../builds/history-view.ts';
import { failureSentence, payloadReader } from '../builds/payloads.ts';

type Pending = temporal.api.workflow.v1.IPendingActivityInfo;

const describeMs = 2_000;

/** What the running steps of a build say of themselves: heartbeats and attempts, which no event of the history tells. */
export async function readProgress(client: Client, workflowId: string, view: HistoryView): Promise<StepProgress[]> {
  const own =
    view.activities.size === 0
      ? []
      : (await pendingActivities(client, workflowId)).map((pending) => ({
          pending,
          step: view.activities.get(pending.activityId ?? ''),
        }));
  const children = await Promise.all([...view.children].map(([child, step]) => childProgress(client, child, step)));
  const said = await Promise.all(own.flatMap(({ pending, step }) => (step ? [progressOf(client, pending, step)] : [])));
  return [...said, ...children.flat()];
}

/** What a job's run says: its running activity, and where it goes by a plan all of its commands. */
async function childProgress(client: Client, child: string, step: PendingStep): Promise<StepProgress[]> {
  const [pending, commands] = await Promise.all([pendingActivities(client, child), commandsOf(client, child)]);
  const told = commands.length > 0 ? { commands } : {};
  const running = await Promise.all(pending.map((one) => progressOf(client, one, step)));
  // Between two commands nothing runs, and the list stays.
  const said = running.length > 0 || commands.length === 0 ? running : [{ ...step, attempt: 1, line: '' }];
  return said.map((progress) => ({ ...progress, ...told }));
}

/** Nothing where no worker answers: the rest of the page does without. */
async function commandsOf(client: Client, child: string): Promise<readonly CommandProgress[]> {
  try {
    return await client.withDeadline(Date.now() + describeMs, () =>
      client.workflow.getHandle(child).query(commandsQuery),
    );
  } catch {
    return [];
  }
}

async function pendingActivities(client: Client, workflowId: string): Promise<Pending[]> {
  const description = await client.withDeadline(Date.now() + describeMs, () =>
    client.workflow.getHandle(workflowId).describe(),
  );
  return description.raw.pendingActivities ?? [];
}

async function progressOf(client: Client, pending: Pending, { step, subject }: PendingStep): Promise<StepProgress> {
  const [beat] = pending.heartbeatDetails ? await payloadReader(client)(pending.heartbeatDetails) : [];
  const lastFailure = await failureSentence(client, pending.lastFailure);
  return {
    step,
    ...(subject === undefined ? {} : { subject }),
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
