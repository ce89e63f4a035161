import proto from '@temporalio/proto';
import type { TestFoundry } from '../setup/foundry/foundry.ts';
import type { Attempt } from '../setup/foundry/gate.ts';

const { PendingActivityState, TimeoutType } = proto.temporal.api.enums.v1;

/** What Temporal knows of an activity that has not been answered. */
export interface Seen {
  /** Given to a worker, and neither answered nor given up. */
  readonly inFlight: boolean;
  readonly attempt: number;
}

/** Asks Temporal for an activity; no worker has a part in the answer. */
export async function see(foundry: TestFoundry, { workflowId, activityId }: Attempt): Promise<Seen> {
  const { raw } = await foundry.client.workflow.getHandle(workflowId).describe();
  const pending = raw.pendingActivities?.find((activity) => activity.activityId === activityId);
  return {
    inFlight: pending?.state === PendingActivityState.PENDING_ACTIVITY_STATE_STARTED,
    attempt: pending?.attempt ?? 0,
  };
}

/** How an activity ended, by the history that stays. */
export interface Ended {
  /** The attempt that was answered. */
  readonly attempt: number;
  /** Whether it was begun because the worker of the attempt before had fallen silent. */
  readonly afterSilence: boolean;
  /** When its answer came, in milliseconds since the epoch. */
  readonly at: number;
}

/** Reads the end of an activity that was completed. */
export async function endOf(foundry: TestFoundry, { workflowId, activityId }: Attempt): Promise<Ended> {
  const { events } = await foundry.client.workflow.getHandle(workflowId).fetchHistory();
  const scheduled = events?.find((event) => event.activityTaskScheduledEventAttributes?.activityId === activityId);
  const own = (id: unknown) => id !== undefined && String(id) === String(scheduled?.eventId);
  const started = events?.find((event) => own(event.activityTaskStartedEventAttributes?.scheduledEventId));
  const completed = events?.find((event) => own(event.activityTaskCompletedEventAttributes?.scheduledEventId));
  const { attempt, lastFailure } = started?.activityTaskStartedEventAttributes ?? {};
  const { seconds, nanos } = completed?.eventTime ?? {};
  return {
    attempt: attempt ?? 0,
    afterSilence: lastFailure?.timeoutFailureInfo?.timeoutType === TimeoutType.TIMEOUT_TYPE_HEARTBEAT,
    at: Number(seconds ?? 0) * 1000 + (nanos ?? 0) / 1e6,
  };
}
