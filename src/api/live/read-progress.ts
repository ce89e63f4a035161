import type { Client } from '@temporalio/client';
import type { temporal } from '@temporalio/proto';
import type { StepProgress } from '../../views/build/seen-build.ts';
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
  const children = await Promise.all(
    [...view.children].map(async ([child, step]) =>
      (await pendingActivities(client, child)).map((pending) => ({ pending, step })),
    ),
  );
  return Promise.all(
    [...own, ...children.flat()].flatMap(({ pending, step }) => (step ? [progressOf(client, pending, step)] : [])),
  );
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
