import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { ScheduledRun } from '../../src/domain/build/scheduled-run.ts';
import { scheduleId } from '../../src/workflows/messages.ts';
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

  test('goes on with a run of one of them that gave a command up, as that one was started', async () => {
    harness.stubs.schedules = schedules;
    const build = await harness.start();
    const live = await build.reach('live');
    harness.stubs.plan = [
      { title: 'build staging', blocks: [1, 2] },
      { title: 'build marts', blocks: [2] },
      { title: 'build kpi', blocks: [] },
    ];
    harness.stubs.commandsEnd.set('build marts', 'gives-up');
    const job = { schema: 'job/1', buildId: live.id, generation: 1, job: 'production', fullRefresh: true } as const;
    const workflowId = `${scheduleId(live.id)}.nightly-g1-2026-11-22T03:00:00Z`;
    await expect(harness.runJob(workflowId, job)).rejects.toThrow();

    const stopped = `${scheduleId(live.id)}-nightly-g1-2026-11-22T03-00-00Z`;
    const resume = (run: string) => ({ kind: 'resume' as const, run });
    await expect(build.decide(live, resume('production-g1'))).rejects.toThrow();
    // It gives up once more: the demo asks, and can do without.
    await build.decide(live, resume(stopped));
    const stuck = await build.asks('step-failed');
    expect(stuck.steps.at(-1)).toMatchObject({ name: 'resume-production', status: 'failed' });
    await build.decide(stuck, { kind: 'skip' });

    harness.stubs.commandsEnd.clear();
    harness.stubs.calls.length = 0;
    await build.decide(await build.asks('live'), resume(stopped));
    const done = await build.asks('live', stuck.ask?.number);
    await expect.poll(async () => (await build.state()).runs.at(-1)?.id).toBe('production-5');
    expect(done.phase).toBe('live');
    expect(inputsOf('prepareRun')).toMatchObject([{ goesOn: stopped, resumes: true, fullRefresh: true }]);
    expect(inputsOf('runDbtCommand')).toMatchObject([{ command: 1 }, { command: 2 }]);
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
