import { type Client, isGrpcServiceError } from '@temporalio/client';
import { startedBySchedule } from '../../domain/build/started-by-schedule.ts';
import type { BuildState } from '../../domain/build/state.ts';
import type { ScheduledProgress } from '../../views/build/seen-build.ts';
import { scheduleId } from '../../workflows/messages.ts';
import { isServiceError } from '../builds/service-error.ts';
import { readRun } from './run-progress.ts';

const listMs = 2_000;

/** A workflow that a schedule of the demo's environments has started. */
export interface ScheduledWorkflow {
  readonly id: string;
  readonly runId: string;
  /** What its schedule is called, where there are several. */
  readonly title?: string;
  /** ISO instant. */
  readonly startedAt: string;
}

/** Whether production of a demo runs by schedules of Temporal's: those of dbt Cloud are told there. */
function hasSchedule({ target, environment, status }: BuildState): boolean {
  return target === 'local' && environment?.schedule !== undefined && status !== 'closed';
}

/**
 * The workflows of a demo's schedules that stand so, newest first. No build knows of them, so that Temporal's list is asked,
 * which may be a second behind; nothing where it does not answer.
 */
export async function listScheduled(
  client: Client,
  state: BuildState,
  standing: 'Running' | 'Failed',
): Promise<ScheduledWorkflow[]> {
  if (!hasSchedule(state)) return [];
  const query = [
    'WorkflowType = "jobRun"',
    `ExecutionStatus = "${standing}"`,
    `WorkflowId STARTS_WITH "${scheduleId(state.id)}"`,
  ].join(' AND ');
  try {
    const found: ScheduledWorkflow[] = [];
    await client.withDeadline(Date.now() + listMs, async () => {
      for await (const { workflowId: id, runId, startTime } of client.workflow.list({ query, pageSize: 20 })) {
        const by = startedBySchedule(state, id);
        const title = by?.schedule?.title;
        const startedAt = startTime.toISOString();
        if (by) found.push({ id, runId, startedAt, ...(title === undefined ? {} : { title }) });
      }
    });
    return found.toSorted((a, b) => b.startedAt.localeCompare(a.startedAt));
  } catch (error) {
    if (isGrpcServiceError(error) || isServiceError(error)) return [];
    throw error;
  }
}

/** The runs by schedule that are under way, each with what it says of itself: its commands, where it goes by a plan. */
export async function scheduledUnderWay(client: Client, state: BuildState): Promise<ScheduledProgress[]> {
  const running = await listScheduled(client, state, 'Running');
  return Promise.all(
    running.map(async ({ id, title, startedAt }): Promise<ScheduledProgress> => {
      const [said] = await readRun(client, id).catch(() => []);
      return {
        ...{ id, startedAt },
        ...(title === undefined ? {} : { schedule: title }),
        ...(said ?? { attempt: 1, line: '' }),
      };
    }),
  );
}
