import type { ScheduledRun } from '../../domain/build/scheduled-run.ts';
import { Elsewhere } from './elsewhere.tsx';

interface ScheduleTimesProps {
  readonly schedules: readonly ScheduledRun[];
  /** Where each is seen, by its id. */
  readonly urls?: Readonly<Record<string, string>> | undefined;
}

/** The schedules by which production runs, each with its time and what it does. */
export function ScheduleTimes({ schedules, urls = {} }: ScheduleTimesProps) {
  return (
    <ul class="schedules">
      {schedules.map(({ id, title, cron, fullRefresh }) => (
        <li>
          {urls[id] === undefined ? title : <Elsewhere url={urls[id]}>{title}</Elsewhere>}: <code>{cron}</code> (UTC)
          {fullRefresh ? ', everything from nothing' : ''}
        </li>
      ))}
    </ul>
  );
}
