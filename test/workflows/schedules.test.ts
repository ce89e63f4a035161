import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { ScheduledRun } from '../../src/domain/build/scheduled-run.ts';
import { BuildHarness } from './build-harness.ts';

let harness: BuildHarness;
beforeAll(async () => {
  harness = await BuildHarness.open();
});
afterAll(() => harness.stop());
afterEach(async () => {
  await harness.endBuilds();
  harness.stubs.reset();
});

const schedules: readonly ScheduledRun[] = [
  { id: 'nightly', title: 'Full refresh at night', cron: '0 3 * * *', fullRefresh: true },
  { id: 'by-day', title: 'What is new, every four hours', cron: '0 8-20/4 * * mon-fri', fullRefresh: false },
];

function inputsOf(name: string): unknown[] {
  return harness.stubs.calls.filter((call) => call.name === name).map(({ input }) => input);
}

describe('a demo whose production runs by several schedules', () => {
  test('has all of them, sets all of them anew at a reset, and takes all of them away', async () => {
    harness.stubs.schedules = schedules;
    const build = await harness.start();
    const live = await build.reach('live');
    expect(live.environment).toMatchObject({ cron: '0 3 * * *', schedules });
    expect(inputsOf('createSchedule')).toMatchObject([{ generation: 1, timeZone: 'UTC', schedules }]);

    await build.decide(live, { kind: 'reset', asOf: '2026-12-01' });
    const again = await build.asks('live', live.ask?.number);
    expect(inputsOf('createSchedule')[1]).toMatchObject({ generation: 2, schedules });

    await build.decide(again, { kind: 'tear-down' });
    await build.handle.result();
    expect(inputsOf('deleteSchedule')).toMatchObject([{ schedules: ['nightly', 'by-day'] }]);
  });

  test('has the one that a person wishes for instead', async () => {
    harness.stubs.schedules = schedules;
    const build = await harness.start();
    await build.decide(await build.reach('provision'), { kind: 'provision', schedule: '30 7 * * *' });
    const live = await build.asks('live');
    expect(live.environment).toMatchObject({ cron: '30 7 * * *' });
    expect(live.environment).not.toHaveProperty('schedules');
    expect(inputsOf('createSchedule')[0]).not.toHaveProperty('schedules');
  });
});
