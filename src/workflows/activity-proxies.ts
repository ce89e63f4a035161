import { ActivityCancellationType, proxyActivities, proxyLocalActivities, workflowInfo } from '@temporalio/workflow';
import type { Activities, DbtActivities, RecordActivities } from '../activities/contract.ts';
import type { DbtCloudActivities } from '../activities/dbt-cloud/contract.ts';
import type { Target } from '../domain/brief/brief.ts';
import { dbtQueueOf, outsideQueueOf } from './task-queues.ts';

const retry = { initialInterval: '500ms', backoffCoefficient: 2, maximumInterval: '20s', maximumAttempts: 4 } as const;

/** Steps that only compute and store: repeated freely, given up at once when no longer wanted. */
export const pure = proxyActivities<
  Pick<Activities, 'checkBrief' | 'outlineScenario' | 'planPieces' | 'renderProject' | 'findFaults'>
>({
  startToCloseTimeout: '5m',
  heartbeatTimeout: '10s',
  retry,
  cancellationType: ActivityCancellationType.TRY_CANCEL,
});

/**
 * Steps that may ask a model. One answer may take as long as its call allows, and a bad one is sent back once within the
 * step. How often a call that failed is made again is decided here alone: the vendors' clients make none again, and the
 * wait that a vendor asks for comes with the failure.
 */
export const ai = proxyActivities<Pick<Activities, 'draftScenario' | 'generatePiece' | 'repairPiece'>>({
  startToCloseTimeout: '2h',
  heartbeatTimeout: '10s',
  retry: { initialInterval: '1s', backoffCoefficient: 3, maximumInterval: '1m', maximumAttempts: 4 },
  cancellationType: ActivityCancellationType.TRY_CANCEL,
});

/** Pieces of a build that models write side by side; further ones wait their turn. */
export const piecesAtOnce = 6;

/** Steps with an outside effect: a call that has begun is let finish before a cancel goes on. */
export const outside = proxyActivities<
  Pick<
    Activities,
    | 'publishRepository'
    | 'createEnvironments'
    | 'createSchedule'
    | 'deleteSchedule'
    | 'removeEnvironments'
    | 'retireRepository'
    | 'releaseArtifacts'
  >
>({
  startToCloseTimeout: '2m',
  heartbeatTimeout: '10s',
  retry,
  cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
});

/** Short, and not worth standing still for: what it could not drop is dropped when its time is over. */
export const { forgetKeys } = proxyActivities<Pick<Activities, 'forgetKeys'>>({
  startToCloseTimeout: '10s',
  retry: { initialInterval: '500ms', maximumAttempts: 4 },
});

/**
 * Steps that run dbt, on the queue that is sized by cores. A worker that dies costs every step it was running an attempt,
 * and these are the long ones.
 *
 * @param summary what Temporal Web calls them
 */
export function dbtSteps(summary?: string): DbtActivities {
  return proxyActivities<DbtActivities>({
    taskQueue: dbtQueueOf(workflowInfo().taskQueue),
    startToCloseTimeout: '15m',
    heartbeatTimeout: '10s',
    retry: { ...retry, maximumAttempts: 6 },
    cancellationType: ActivityCancellationType.TRY_CANCEL,
    ...(summary === undefined ? {} : { summary }),
  });
}

type RepositorySteps = Pick<Activities, 'publishRepository' | 'retireRepository'>;

/**
 * Steps in others' services, on a queue of their own, as they mostly wait: for a run to end, for a limit to be lifted. What
 * has begun there is let come to an end before a cancel goes on.
 */
function inServices<Steps extends object>() {
  return proxyActivities<Steps & DbtCloudActivities>({
    taskQueue: outsideQueueOf(workflowInfo().taskQueue),
    startToCloseTimeout: '3h',
    heartbeatTimeout: '10s',
    retry: { initialInterval: '2s', backoffCoefficient: 2, maximumInterval: '1m', maximumAttempts: 6 },
    cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
  });
}

export function dbtCloudSteps(): DbtCloudActivities {
  return inServices<DbtCloudActivities>();
}

/** The steps that publish: on this machine, or at GitHub. */
export function repositories(target: Target): RepositorySteps {
  return target === 'local' ? outside : inServices<RepositorySteps>();
}

/** Writes to the records: short, in the worker that holds the workflow. */
export const records = proxyLocalActivities<RecordActivities>({
  startToCloseTimeout: '5s',
  scheduleToCloseTimeout: '10s',
  retry: { maximumAttempts: 3, initialInterval: '100ms' },
});

/** The same for what must be written in the end: the server tries again for a day, without a word in the history. */
export const patientRecords = proxyActivities<RecordActivities>({
  startToCloseTimeout: '10s',
  scheduleToCloseTimeout: '1 day',
  retry: { initialInterval: '500ms', backoffCoefficient: 2, maximumInterval: '1m' },
});
