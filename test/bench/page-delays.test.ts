import { expect, it } from 'vitest';
import { pageDelays } from '../../bench/page-delays.ts';
import { htmlOf } from '../../src/api/builds/render-regions.ts';
import type { StepState } from '../../src/domain/build/step.ts';
import { StepList } from '../../src/views/build/step-list.tsx';

const step = (more: Partial<StepState>): StepState => ({
  ...{ id: 1, name: 'generate-sql', phase: 'files', revision: 1, status: 'running', ahead: false, reused: false },
  ...{ startedAt: '2026-11-20T08:00:00.000Z' },
  ...more,
});

/** Seconds of the day of a test, as Temporal tells a moment. */
const at = (seconds: number) => ({ eventTime: { seconds, nanos: 0 } }) as object;

it('finds each step in the list that the page draws, with a subject and without', async () => {
  const steps = [step({ subject: 'fct_orders' }), step({ id: 2, name: 'rehearse' })];
  const drawn = await htmlOf(StepList({ steps, progress: [] }));
  const shown = [{ at: 1_500, data: `<hx-partial hx-target="#steps">${drawn}</hx-partial>` }];
  const events = steps.map((_, index) => ({
    ...at(1),
    eventId: index + 1,
    activityTaskScheduledEventAttributes: {},
  })) as unknown as Parameters<typeof pageDelays>[1];
  expect(pageDelays(steps, events, shown)).toEqual([500, 500]);
});
