import { type ScheduledRun, scheduleId } from './scheduled-run.ts';
import type { BuildState } from './state.ts';

/** What of a run is known by its id alone: the schedule that started it, where there are several. */
export interface StartedBySchedule {
  readonly schedule?: ScheduledRun;
}

/**
 * Whether a run was started by a schedule of the environments as they stand; `undefined` for any other, and for one from
 * before they were set back.
 *
 * @param runId of the run, or of its workflow
 */
export function startedBySchedule(
  { id, environment }: Pick<BuildState, 'id' | 'environment'>,
  runId: string,
): StartedBySchedule | undefined {
  if (environment?.schedule === undefined) return undefined;
  const plain = (text: string) => text.replaceAll(/[^A-Za-z0-9-]/g, '-');
  const isOf = (schedule: string) => plain(runId).startsWith(`${plain(schedule)}-g${environment.generation}-`);
  const schedule = environment.schedules?.find((one) => isOf(`${scheduleId(id)}.${one.id}`));
  if (schedule) return { schedule };
  return isOf(scheduleId(id)) ? {} : undefined;
}
