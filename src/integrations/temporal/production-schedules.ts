import {
  type Client,
  ScheduleAlreadyRunning,
  ScheduleNotFoundError,
  type ScheduleOptions,
  ScheduleOverlapPolicy,
} from '@temporalio/client';
import type { JobInput } from '../../domain/build/job.ts';
import type { ScheduledRun } from '../../domain/build/scheduled-run.ts';
import type { ProductionSchedule, ProductionSchedules } from '../platform/local/schedules.ts';

/** Seconds that a start may be late by design, so that many demos do not start at the same second. */
const jitter = '30s';

/** Parts a build's id from that of one of its several schedules. */
const separator = '.';

/** Production schedules as Temporal Schedules, one a build or several; each run is a workflow of its own. */
export function temporalProductionSchedules(client: Client, job: ScheduledJob): ProductionSchedules {
  const { idOf } = job;
  const idOfOne = (buildId: string, named: string) => `${idOf(buildId)}${separator}${named}`;

  const put = async (scheduleId: string, options: ScheduleWork) => {
    try {
      await client.schedule.create({ scheduleId, ...options });
    } catch (error) {
      if (!(error instanceof ScheduleAlreadyRunning)) throw error;
      await client.schedule.getHandle(scheduleId).update((existing) => ({ state: existing.state, ...options }));
    }
  };

  const remove = async (scheduleId: string) => {
    try {
      await client.schedule.getHandle(scheduleId).delete();
    } catch (error) {
      if (!(error instanceof ScheduleNotFoundError)) throw error;
    }
  };

  const list = async (prefix: string): Promise<string[]> => {
    const ids: string[] = [];
    for await (const { scheduleId } of client.schedule.list()) {
      if (scheduleId.startsWith(prefix)) ids.push(scheduleId);
    }
    return ids;
  };
  const listOf = async (buildId: string) =>
    (await list(idOf(buildId))).filter((id) => id === idOf(buildId) || id.startsWith(idOfOne(buildId, '')));

  return {
    async put(schedule) {
      const { buildId, cron, schedules } = schedule;
      const wanted = schedules
        ? schedules.map(
            (one) => [idOfOne(buildId, one.id), workOf(job, schedule, idOfOne(buildId, one.id), one)] as const,
          )
        : [[idOf(buildId), workOf(job, schedule, idOf(buildId), { cron })] as const];
      for (const [scheduleId, work] of wanted) await put(scheduleId, work);
      const ids = new Set(wanted.map(([scheduleId]) => scheduleId));
      for (const scheduleId of await listOf(buildId)) if (!ids.has(scheduleId)) await remove(scheduleId);
      return idOf(buildId);
    },

    async remove(buildId, named = []) {
      // What was just made may not be listed yet.
      const ids = [idOf(buildId), ...named.map((name) => idOfOne(buildId, name)), ...(await listOf(buildId))];
      for (const scheduleId of new Set(ids)) await remove(scheduleId);
    },

    async builds() {
      const prefix = idOf('');
      const ids = (await list(prefix)).map((scheduleId) => scheduleId.slice(prefix.length).split(separator)[0] ?? '');
      return [...new Set(ids)];
    },
  };
}

type ScheduleWork = Pick<ScheduleOptions, 'spec' | 'action' | 'policies'>;

/**
 * What a schedule does and when. A run that is due while the schedule's last one still goes on is left out; runs of two
 * schedules may go on at once, as each works on a copy of the database.
 */
function workOf(
  { workflowType, taskQueue }: ScheduledJob,
  { buildId, generation, timeZone }: ProductionSchedule,
  scheduleId: string,
  { cron, title, fullRefresh = false }: Pick<ScheduledRun, 'cron'> & Partial<ScheduledRun>,
): ScheduleWork {
  const input: JobInput = { schema: 'job/1', buildId, generation, job: 'production' };
  return {
    // Those of a scenario are in UTC, wherever the demo is looked at.
    spec: { cronExpressions: [cron], timezone: title === undefined ? timeZone : 'UTC', jitter },
    action: {
      type: 'startWorkflow' as const,
      workflowType,
      taskQueue,
      workflowId: `${scheduleId}-g${generation}`,
      args: [{ ...input, ...(fullRefresh ? { fullRefresh } : {}) }],
      ...(title === undefined ? {} : { staticSummary: title }),
    },
    policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '10 minutes', pauseOnFailure: false },
  };
}

/** Which workflow a schedule starts, and how a build's schedule is named. */
export interface ScheduledJob {
  readonly taskQueue: string;
  readonly workflowType: string;
  /** A prefix that only these schedules have, and the build's id. */
  idOf(buildId: string): string;
}
