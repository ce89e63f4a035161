import type { temporal } from '@temporalio/proto';
import { stepTitles } from '../src/domain/build/phase.ts';
import type { StepState } from '../src/domain/build/step.ts';
import type { Shown } from './page-stream.ts';

type HistoryEvent = temporal.api.history.v1.IHistoryEvent;

const listPattern = /hx-target="#steps"[^>]*>(.*?)<\/hx-partial>/s;
const itemPattern =
  /<li data-status="(\w+)"><span class="mark"[^>]*><\/span><span class="what">([^<]*)(?:<code>([^<]*)<\/code>)?/g;

/**
 * How long after a step was scheduled, and after it was completed, the page was sent a list of steps that shows it, in
 * milliseconds. Both moments are events of the build's history. A step of a phase that is over leaves the list instead of
 * being marked as done; steps that the page's short list never held, or that it had no room for when they ended, are left
 * out.
 */
export function pageDelays(
  steps: readonly StepState[],
  events: readonly HistoryEvent[],
  shown: readonly Shown[],
): number[] {
  const lists = shown.flatMap(listOf);
  const moments = momentsOf(events);
  const delays: number[] = [];
  for (const step of steps) {
    const moment = (isRun(step) ? moments.runs : moments.activities).shift();
    const seen = lists.find(({ items }) => items.has(keyOf(step)));
    if (moment === undefined || seen === undefined) continue;
    delays.push(seen.at - moment.scheduled);
    const { completed } = moment;
    if (completed === undefined || lists.findLast(({ at }) => at < completed)?.items.get(keyOf(step)) !== 'running')
      continue;
    const over = lists.find(({ at, items }) => at >= completed && items.get(keyOf(step)) !== 'running');
    delays.push((over?.at ?? Number.POSITIVE_INFINITY) - completed);
  }
  return delays;
}

/** One list of steps that the page was sent: each one's status by its key. */
interface StepsShown {
  readonly at: number;
  readonly items: ReadonlyMap<string, string>;
}

function listOf({ at, data }: Shown): StepsShown[] {
  const [, list] = listPattern.exec(data) ?? [];
  if (list === undefined) return [];
  const items = [...list.matchAll(itemPattern)].map(([, status = '', title = '', subject = '']): [string, string] => [
    `${title.trim()}|${subject}`,
    status,
  ]);
  // The newest comes first: of two runs of one step, that is the one meant.
  return [{ at, items: new Map(items.reverse()) }];
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
