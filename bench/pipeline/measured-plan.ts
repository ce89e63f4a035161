import type { temporal } from '@temporalio/proto';
import type { TestFoundry } from '../../test/setup/foundry/foundry.ts';
import type { LaidDown } from './lay-down.ts';
import { PeakMemory } from './peak-memory.ts';

type HistoryEvent = temporal.api.history.v1.IHistoryEvent;

/** One run of production: seconds, and megabytes of dbt's processes. */
export interface MeasuredPlan {
  readonly title: string;
  /** dbt commands that ran, each an activity. */
  readonly commands: number;
  /** From the start of the run's workflow to its end. */
  readonly seconds: number;
  /** In the activities that are dbt commands. */
  readonly inCommands: number;
  /** In those before and after them: the copy of the database, the files, metrics and rows. */
  readonly around: number;
  /** What is left: scheduling, and the workflow's own turns. */
  readonly overhead: number;
  readonly events: number;
  readonly peakMegabytes: number;
}

export async function measurePlan(foundry: TestFoundry, laid: LaidDown, title: string): Promise<MeasuredPlan> {
  const memory = new PeakMemory(foundry.worker()?.pid);
  const { workflowId } = await laid.run('production').finally(() => memory.stop());
  const { events: read } = await foundry.client.workflow.getHandle(workflowId).fetchHistory();
  const events = read ?? [];
  const activities = activitiesOf(events);
  const commands = activities.filter(({ name }) => name === 'runDbtCommand');
  const seconds = (timeOf(events.at(-1)) - timeOf(events[0])) / 1000;
  const total = (some: typeof activities) => some.reduce((sum, one) => sum + one.seconds, 0);
  const inCommands = total(commands);
  const around = total(activities) - inCommands;
  return {
    ...{ title, commands: commands.length, seconds, inCommands, around },
    overhead: seconds - inCommands - around,
    ...{ events: events.length, peakMegabytes: memory.megabytes },
  };
}

/** Each attempt that came to an end, with the seconds in which a worker was at it. */
function activitiesOf(events: readonly HistoryEvent[]): { readonly name: string; readonly seconds: number }[] {
  const byId = new Map(events.map((event) => [String(event.eventId), event]));
  return events.flatMap((event) => {
    const done = event.activityTaskCompletedEventAttributes;
    if (!done) return [];
    const scheduled = byId.get(String(done.scheduledEventId));
    const started = byId.get(String(done.startedEventId));
    const name = scheduled?.activityTaskScheduledEventAttributes?.activityType?.name ?? '';
    return [{ name, seconds: (timeOf(event) - timeOf(started)) / 1000 }];
  });
}

function timeOf(event: HistoryEvent | undefined): number {
  const { seconds, nanos } = event?.eventTime ?? {};
  return Number(seconds ?? 0) * 1000 + (nanos ?? 0) / 1e6;
}
