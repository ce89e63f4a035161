import { expect, it } from 'vitest';
import { startedBySchedule } from '../../../src/domain/build/started-by-schedule.ts';

const nightly = { id: 'nightly', title: 'Full refresh at night', cron: '0 3 * * *', fullRefresh: true };
const byDay = { id: 'nightly-too', title: 'By day', cron: '0 8 * * *', fullRefresh: false };
const environment = { generation: 2, schema: 's', cron: '0 3 * * *', schedule: 'production-b1' };
const several = { ...environment, schedules: [nightly, byDay] };

it('knows a run of the schedule by its id and by that of its workflow', () => {
  for (const run of ['production-b1-g2-2026-11-22T03:00:00Z', 'production-b1-g2-2026-11-22T03-00-00Z']) {
    expect(startedBySchedule({ id: 'b1', environment }, run)).toEqual({});
  }
});

it('says which of several schedules it was', () => {
  const of = (run: string) => startedBySchedule({ id: 'b1', environment: several }, run)?.schedule;
  expect(of('production-b1.nightly-g2-2026-11-22T03:00:00Z')).toBe(nightly);
  expect(of('production-b1-nightly-g2-2026-11-22T03-00-00Z-2')).toBe(nightly);
  expect(of('production-b1-nightly-too-g2-2026-11-22T08-00-00Z')).toBe(byDay);
});

it.each([
  ['of an earlier generation', 'production-b1-g1-2026-11-22T03-00-00Z'],
  ['of another build', 'production-b12-g2-2026-11-22T03-00-00Z'],
  ['that the build itself started', 'production-2'],
])('knows none in a run %s', (_, run) => {
  expect(startedBySchedule({ id: 'b1', environment }, run)).toBeUndefined();
});

it('knows none where production has no schedule here', () => {
  const { schedule: _, ...unscheduled } = environment;
  const run = 'production-b1-g2-2026-11-22T03-00-00Z';
  expect(startedBySchedule({ id: 'b1', environment: unscheduled }, run)).toBeUndefined();
  expect(startedBySchedule({ id: 'b1' }, run)).toBeUndefined();
});
