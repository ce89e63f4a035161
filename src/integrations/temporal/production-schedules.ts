import {
  type Client,
  ScheduleAlreadyRunning,
  ScheduleNotFoundError,
  type ScheduleOptions,
  ScheduleOverlapPolicy,
} from '@temporalio/client';
import type { JobInput } from '../../domain/build/job.ts';
import type { ProductionSchedule, ProductionSchedules } from '../platform/local/schedules.ts';

/** Seconds that a start may be late by design, so that many demos do not start at the same second. */
const jitter = '30s';

/** Production schedules as Temporal Schedules, one a build; each run is a workflow of its own. */
export function temporalProductionSchedules(
  client: Client,
  { taskQueue, workflowType, idOf }: ScheduledJob,
): ProductionSchedules {
  const options = ({
    buildId,
    generation,
    cron,
    timeZone,
  }: ProductionSchedule): Pick<ScheduleOptions, 'spec' | 'action' | 'policies'> => {
    const input: JobInput = { schema: 'job/1', buildId, generation, job: 'production' };
    return {
      spec: { cronExpressions: [cron], timezone: timeZone, jitter },
      action: {
        type: 'startWorkflow' as const,
        workflowType,
        taskQueue,
        workflowId: `${idOf(buildId)}-g${generation}`,
        args: [input],
      },
      policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '10 minutes', pauseOnFailure: false },
    };
  };
  return {
    async put(schedule) {
      const scheduleId = idOf(schedule.buildId);
      try {
        await client.schedule.create({ scheduleId, ...options(schedule) });
      } catch (error) {
        if (!(error instanceof ScheduleAlreadyRunning)) throw error;
        await client.schedule
          .getHandle(scheduleId)
          .update((existing) => ({ state: existing.state, ...options(schedule) }));
      }
      return scheduleId;
    },

    async remove(buildId) {
      try {
        await client.schedule.getHandle(idOf(buildId)).delete();
      } catch (error) {
        if (!(error instanceof ScheduleNotFoundError)) throw error;
      }
    },

    async builds() {
      const prefix = idOf('');
      const builds: string[] = [];
      for await (const { scheduleId } of client.schedule.list()) {
        if (scheduleId.startsWith(prefix)) builds.push(scheduleId.slice(prefix.length));
      }
      return builds;
    },
  };
}

/** Which workflow a schedule starts, and how a build's schedule is named. */
export interface ScheduledJob {
  readonly taskQueue: string;
  readonly workflowType: string;
  /** A prefix that only these schedules have, and the build's id. */
  idOf(buildId: string): string;
}
