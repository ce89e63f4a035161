import type { temporal } from '@temporalio/proto';
import { stepTitles } from '../src/domain/build/phase.ts';
import type { StepState } from '../src/domain/build/step.ts';
import type { Shown } from './page-stream.ts';

type HistoryEvent = temporal.api.history.v1.IHistoryEvent;

const itemPattern =
  /<li data-status="(\w+)"><span class="mark"[^>]*><\/span><span class="what">([^<]*)(?:<code>([^<]*)<\/code>)?/g;

/**
 * How long after a step was scheduled, and after it was completed, the page was sent a list of steps that shows it, in
 * milliseconds. Both moments are events of the build's history; steps that the page's short list never held are left out.
 */
export function pageDelays(
  steps: readonly StepState[],
  events: readonly HistoryEvent[],
  shown: readonly Shown[],
): number[] {
  const first = firstSightings(shown);
  const moments = momentsOf(events);
  const delays: number[] = [];
  for (const step of steps) {
    const moment = (isRun(step) ? moments.runs : moments.activities).shift();
    const [seen, done] = [first.get(keyOf(step)), first.get(`${keyOf(step)} done`)];
    if (moment === undefined || seen === undefined) continue;
    delays.push(seen - moment.scheduled);
    if (moment.completed !== undefined) delays.push((done ?? Number.POSITIVE_INFINITY) - moment.completed);
  }
  return delays;
}

/** When each step was first listed, and when it was first listed as done. */
function firstSightings(shown: readonly Shown[]): Map<string, number> {
  const first = new Map<string, number>();
  for (const { at, data } of shown) {
    for (const [, status, title, subject = ''] of data.matchAll(itemPattern)) {
      const key = `${title}|${subject}`;
      if (!first.has(key)) first.set(key, at);
      if (status === 'done' && !first.has(`${key} done`)) first.set(`${key} done`, at);
    }
  }
  return first;
}

interface Moment {
  readonly scheduled: number;
  readonly completed: number | undefined;
}

/** In the order in which the build asked for them, which is the order of its steps. */
function momentsOf(events: readonly HistoryEvent[]): { activities: Moment[]; runs: Moment[] } {
  const completed = new Map<string, number>();
  for (const event of events) {
    const { activityTaskCompletedEventAttributes: activity, childWorkflowExecutionCompletedEventAttributes: child } =
      event;
    const begun = activity?.scheduledEventId ?? child?.initiatedEventId;
    if (begun) completed.set(String(begun), timeOf(event));
  }
  const moments = (is: (event: HistoryEvent) => unknown) =>
    events
      .filter((event) => is(event))
      .map((event): Moment => ({ scheduled: timeOf(event), completed: completed.get(String(event.eventId)) }));
  return {
    activities: moments((event) => event.activityTaskScheduledEventAttributes),
    runs: moments((event) => event.startChildWorkflowExecutionInitiatedEventAttributes),
  };
}

function timeOf({ eventTime }: HistoryEvent): number {
  return Number(eventTime?.seconds ?? 0) * 1000 + (eventTime?.nanos ?? 0) / 1e6;
}

/** Steps that are runs of jobs are workflows of their own. */
function isRun({ name }: StepState): boolean {
  return name === 'load-raw-data' || name === 'run-production' || name === 'run-ci';
}

function keyOf({ name, subject = '' }: StepState): string {
  return `${stepTitles[name]}|${subject}`;
}
