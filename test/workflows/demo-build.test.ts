import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { Worker } from '@temporalio/worker';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { BuildState } from '../../src/domain/build/state.ts';
import { reviewSignal } from '../../src/workflows/messages.ts';
import { workflowBundle } from '../setup/temporal.ts';
import { BuildHarness, refusalOf, testDataConverter } from './build-harness.ts';
import { digest } from './stub-activities.ts';

let harness: BuildHarness;
beforeAll(async () => {
  harness = await BuildHarness.open();
});
afterAll(() => harness.stop());
afterEach(async () => {
  await harness.endBuilds();
  harness.stubs.reset();
});

describe('the straight way', () => {
  test('leads from a brief to a live demo and, torn down, leaves nothing', async () => {
    const build = await harness.start();
    const live = await build.reach('live');
    expect(live).toMatchObject({
      phase: 'live',
      landed: 'day-one',
      repository: { name: 'acme' },
      environment: { generation: 1 },
    });
    expect(live.runs.map(({ job, subject }) => [job, subject])).toEqual([
      ['load', 'day-one'],
      ['production', undefined],
      ['ci', 'fan-out'],
    ]);
    await build.decide(live, { kind: 'tear-down' });
    const end = await build.handle.result();
    expect(end).toMatchObject({ status: 'closed', outcome: 'torn-down', left: [] });
    expect(harness.stubs.names().slice(-4)).toEqual([
      'deleteSchedule',
      'removeEnvironments',
      'retireRepository',
      'releaseArtifacts',
    ]);
  });

  test('keeps to 300 events and 100 kB', async () => {
    const build = await harness.start();
    await build.reach('live');
    const { historyLength, historySize } = await build.handle.describe();
    expect(historyLength).toBeLessThan(300);
    expect(historySize).toBeLessThan(100_000);
  });

  test('writes phase and status where lists read them', async () => {
    const build = await harness.start();
    await build.asks('review-scenario');
    const { typedSearchAttributes } = await build.handle.describe();
    const shown = typedSearchAttributes.getAll().map(({ key, value }) => [key.name, value]);
    expect(shown).toEqual(
      expect.arrayContaining([
        ['DemoPhase', 'scenario'],
        ['DemoStatus', 'waiting'],
        ['DemoOwner', 'local'],
        ['DemoTarget', 'local'],
      ]),
    );
    expect(harness.stubs.recorded.at(-1)).toMatchObject({ phase: 'scenario', status: 'waiting' });
  });
});

describe('work ahead', () => {
  test('has the files rehearsed before the scenario is approved, and approving makes nothing again', async () => {
    const build = await harness.start();
    const seen = await build.asks('review-scenario');
    await expect.poll(() => harness.stubs.count('rehearse')).toBe(1);
    await expect.poll(async () => (await build.state()).steps.every(({ status }) => status === 'done')).toBe(true);
    await build.decide(seen, { kind: 'approve-scenario' });
    const files = await build.asks('review-files');
    expect(files.rehearsal?.passed).toBe(true);
    expect(harness.stubs.count('rehearse')).toBe(1);
    expect(files.steps.filter(({ name }) => name === 'rehearse')).toMatchObject([{ ahead: true }]);
  });

  test('is given up when the scenario is edited, and done anew for the edit', async () => {
    const release = harness.stubs.hold('rehearse');
    const build = await harness.start();
    const seen = await build.asks('review-scenario');
    await expect.poll(() => harness.stubs.count('rehearse')).toBe(1);
    await build.decide(seen, { kind: 'edit-scenario', scenario: digest('edited') });
    const edited = await build.asks('review-scenario', seen.ask?.number);
    expect(edited.steps.find(({ name }) => name === 'rehearse')?.status).toBe('cancelled');
    release();
    await expect.poll(() => harness.stubs.count('rehearse')).toBe(2);
  });

  test('redoes only the model that an edit touched', async () => {
    const build = await harness.start();
    const seen = await build.asks('review-scenario');
    await expect.poll(() => harness.stubs.count('rehearse')).toBe(1);
    const before = harness.stubs.calls.length;
    await build.decide(seen, { kind: 'edit-scenario', scenario: digest('another fct_orders') });
    await build.asks('review-scenario', seen.ask?.number);
    await expect.poll(() => harness.stubs.count('rehearse')).toBe(2);
    const made = harness.stubs.calls.slice(before).filter(({ name }) => name === 'generatePiece');
    expect(made.map(({ input }) => input)).toMatchObject([{ subject: 'fct_orders' }]);
  });

  test('does not run where it is switched off', async () => {
    const build = await harness.start({ workAhead: false });
    const seen = await build.asks('review-scenario');
    expect(harness.stubs.count('planPieces')).toBe(0);
    await build.decide(seen, { kind: 'approve-scenario' });
    await build.asks('review-files');
    expect(harness.stubs.count('rehearse')).toBe(1);
  });

  test('that fails asks nobody until the revision is approved', async () => {
    harness.stubs.failing.set('rehearse', 2);
    const build = await harness.start();
    const seen = await build.asks('review-scenario');
    await expect.poll(async () => (await build.state()).steps.some(({ status }) => status === 'failed')).toBe(true);
    expect((await build.state()).ask?.kind).toBe('review-scenario');
    await build.decide(seen, { kind: 'approve-scenario' });
    const stuck = await build.asks('step-failed');
    expect(stuck).toMatchObject({ status: 'needs-attention', ask: { step: { name: 'rehearse' } } });
  });
});

describe('a step that fails', () => {
  test('makes the build stand still, in words, and a retry goes on', async () => {
    harness.stubs.failing.set('publishRepository', 1);
    const build = await harness.start();
    const files = await build.reach('review-files');
    await build.decide(files, { kind: 'approve-files', repositoryName: 'acme' });
    const stuck = await build.asks('step-failed');
    const failed = stuck.steps.find(({ id }) => id === stuck.ask?.step?.id);
    expect(failed?.failure).toEqual({
      code: 'test-failure',
      sentence: 'publishRepository does not work.',
      mend: 'Mend it.',
    });
    await build.decide(stuck, { kind: 'retry' });
    expect((await build.asks('provision')).repository?.name).toBe('acme');
  });

  test('can be skipped where the demo can do without it', async () => {
    harness.stubs.failing.set('createSchedule', 1);
    const build = await harness.start();
    await build.decide(await build.reach('provision'), { kind: 'provision' });
    const stuck = await build.asks('step-failed');
    await build.decide(stuck, { kind: 'skip' });
    const live = await build.asks('live');
    expect(live.environment?.schedule).toBeUndefined();
    expect(live.steps.find(({ name }) => name === 'create-schedule')?.status).toBe('skipped');
  });

  test('in several pieces at once asks about one after another', async () => {
    harness.stubs.failing.set('generatePiece', 2);
    const build = await harness.start({ workAhead: false });
    await build.decide(await build.asks('review-scenario'), { kind: 'approve-scenario' });
    const first = await build.asks('step-failed');
    await build.decide(first, { kind: 'retry' });
    const second = await build.asks('step-failed', first.ask?.number);
    await build.decide(second, { kind: 'retry' });
    expect((await build.asks('review-files')).rehearsal?.passed).toBe(true);
  });

  test('can be left by going back to an earlier step', async () => {
    harness.stubs.failing.set('publishRepository', 1);
    const build = await harness.start();
    const files = await build.reach('review-files');
    await build.decide(files, { kind: 'approve-files', repositoryName: 'acme' });
    const stuck = await build.asks('step-failed');
    await build.rewind(stuck, 'draft-scenario');
    const back = await build.asks('review-scenario', stuck.ask?.number);
    expect(back).toMatchObject({ phase: 'scenario', revision: stuck.revision + 1 });
  });
});

describe('several steps that fail at once', () => {
  test('are left together by going back: none of them asks any more', async () => {
    harness.stubs.failing.set('generatePiece', 2);
    const build = await harness.start({ workAhead: false });
    await build.decide(await build.asks('review-scenario'), { kind: 'approve-scenario' });
    const first = await build.asks('step-failed');
    await expect.poll(async () => failedSteps(await build.state())).toBe(2);
    await build.rewind(first, 'draft-scenario');
    const back = await build.asks('review-scenario', first.ask?.number);
    expect(back).toMatchObject({ status: 'waiting', ask: { number: (first.ask?.number ?? 0) + 1 } });
    await build.decide(back, { kind: 'approve-scenario' });
    expect((await build.asks('review-files')).rehearsal?.passed).toBe(true);
  });

  test('need attention as long as one of them asks, whatever else goes on', async () => {
    harness.stubs.failing.set('generatePiece', 2);
    const build = await harness.start({ workAhead: false });
    await build.decide(await build.asks('review-scenario'), { kind: 'approve-scenario' });
    const first = await build.asks('step-failed');
    await expect.poll(async () => failedSteps(await build.state())).toBe(2);
    const release = harness.stubs.hold('generatePiece');
    await build.decide(first, { kind: 'retry' });
    const second = await build.asks('step-failed', first.ask?.number);
    await expect.poll(() => harness.stubs.running).toBe(1);
    expect((await build.state()).status).toBe('needs-attention');
    release();
    await build.decide(second, { kind: 'retry' });
    await build.asks('review-files');
  });

  const failedSteps = ({ steps }: BuildState) => steps.filter(({ status }) => status === 'failed').length;
});

describe('decisions', () => {
  test('that are stale leave no trace in history', async () => {
    const build = await harness.start({ workAhead: false });
    const seen = await build.asks('review-scenario');
    expect(await refusalOf(build.decide({ ...seen, revision: 7 }, { kind: 'approve-scenario' }))).toMatch(/revision 7/);
    const { events } = await build.handle.fetchHistory();
    expect(events?.filter((event) => event.workflowExecutionUpdateAcceptedEventAttributes)).toEqual([]);
  });

  test('made twice by a double click are one', async () => {
    const build = await harness.start({ workAhead: false });
    const seen = await build.asks('review-scenario');
    await Promise.all([
      build.decide(seen, { kind: 'approve-scenario' }),
      build.decide(seen, { kind: 'approve-scenario' }),
    ]);
    await build.asks('review-files');
  });

  test('on a red rehearsal are refused, whoever asks', async () => {
    harness.stubs.green = false;
    const build = await harness.start();
    const files = await build.reach('review-files');
    expect(await refusalOf(build.decide(files, { kind: 'approve-files', repositoryName: 'acme' }))).toMatch(
      /not green/,
    );
    harness.stubs.green = true;
    await build.decide(files, { kind: 'edit-files', overlays: digest('mended') });
    const mended = await build.asks('review-files', files.ask?.number);
    await build.decide(mended, { kind: 'approve-files', repositoryName: 'acme' });
    await build.asks('provision');
  });

  test('come by signal too; a refused one is recorded and never thrown', async () => {
    const build = await harness.start({ workAhead: false });
    const seen = await build.asks('review-scenario');
    const base = { ask: seen.ask?.number ?? 0, revision: seen.revision, by: 'robot', via: 'signal' as const };
    await build.handle.signal(reviewSignal, { kind: 'approve-files', repositoryName: 'acme', ...base });
    await build.handle.signal('review', { nonsense: true });
    await build.handle.signal(reviewSignal, { kind: 'approve-scenario', ...base });
    const files = await build.asks('review-files');
    expect(files.refused).toMatchObject([{ kind: 'approve-files' }, { kind: 'unknown' }]);
  });
});

describe('a live demo', () => {
  test('lands an incident, mends it, and lands the next day', async () => {
    const build = await harness.start();
    let seen = await build.reach('live');
    for (const batch of ['double-orders-on-day-one', 'day-one', 'next-day']) {
      await build.decide(seen, { kind: 'land', batch });
      seen = await build.asks('live', seen.ask?.number);
      expect(seen.landed).toBe(batch);
    }
    expect(seen.runs.filter(({ job }) => job === 'load').map(({ subject }) => subject)).toEqual([
      'day-one',
      'double-orders-on-day-one',
      'day-one',
      'next-day',
    ]);
  });

  test('is set back to day one for another date, rehearsed first', async () => {
    const build = await harness.start();
    const seen = await build.reach('live');
    const rehearsed = harness.stubs.count('rehearse');
    await build.decide(seen, { kind: 'reset', asOf: '2026-12-01' });
    const reset = await build.asks('live', seen.ask?.number);
    expect(reset).toMatchObject({ asOf: '2026-12-01', landed: 'day-one', environment: { generation: 2 } });
    expect(harness.stubs.count('rehearse')).toBe(rehearsed + 1);
  });

  test('stays as it is when the rehearsal for another date is red', async () => {
    const build = await harness.start();
    const seen = await build.reach('live');
    harness.stubs.green = false;
    await build.decide(seen, { kind: 'reset', asOf: '2026-12-01' });
    const same = await build.asks('live', seen.ask?.number);
    expect(same).toMatchObject({ asOf: '2026-11-20', environment: { generation: 1 } });
    expect(same.refused).toMatchObject([{ kind: 'reset' }]);
  });

  test('is torn down when it expires, unless it was extended', async () => {
    const build = await harness.start({ expiryDays: 2 / 86_400 });
    const seen = await build.reach('live');
    await build.decide(seen, { kind: 'extend', days: 30 });
    const extended = await build.asks('live', seen.ask?.number);
    expect(Date.parse(extended.expiresAt ?? '')).toBeGreaterThan(Date.parse(seen.expiresAt ?? '') + 29 * 86_400_000);

    const short = await harness.start({ expiryDays: 1 / 86_400 });
    await short.reach('provision');
    await short.decide(await short.asks('provision'), { kind: 'provision' });
    expect(await short.handle.result()).toMatchObject({ outcome: 'torn-down' });
  });

  test('can be provisioned later', async () => {
    const build = await harness.start();
    await build.decide(await build.reach('provision'), { kind: 'skip-provisioning' });
    const bare = await build.asks('live-unprovisioned');
    expect(bare.environment).toBeUndefined();
    await build.decide(bare, { kind: 'provision' });
    expect((await build.asks('live')).landed).toBe('day-one');
  });

  test('that was taken back is published again and starts on new environments', async () => {
    const build = await harness.start();
    const seen = await build.reach('live');
    await build.rewind(seen, 'rehearse');
    await build.decide(await build.asks('review-files', seen.ask?.number), {
      kind: 'approve-files',
      repositoryName: 'acme',
    });
    const again = await build.asks('live', (seen.ask?.number ?? 0) + 1);
    expect(again).toMatchObject({ landed: 'day-one', environment: { generation: 2 } });
    expect(harness.stubs.count('publishRepository')).toBe(2);
  });
});

describe('cancelling', () => {
  test('before anything was made closes at once', async () => {
    const build = await harness.start({ workAhead: false });
    await build.asks('review-scenario');
    await build.cancel();
    expect(await build.handle.result()).toMatchObject({ status: 'closed', outcome: 'cancelled', left: [] });
  });

  test('afterwards offers to roll back, and lists what stays', async () => {
    const build = await harness.start();
    await build.reach('provision');
    await build.cancel();
    const asked = await build.asks('roll-back');
    await build.decide(asked, { kind: 'keep' });
    expect(await build.handle.result()).toMatchObject({ outcome: 'cancelled', left: ['repository acme'] });
  });

  test('takes neither a way back nor another cancel, and ends all the same', async () => {
    const build = await harness.start();
    await build.reach('provision');
    await build.cancel();
    const asked = await build.asks('roll-back');
    expect(await refusalOf(build.rewind(asked, 'rehearse'))).toMatch(/was cancelled/);
    expect(await refusalOf(build.cancel())).toMatch(/ending already/);
    harness.stubs.failing.set('retireRepository', 1);
    await build.decide(asked, { kind: 'tear-down' });
    const stuck = await build.asks('step-failed');
    expect(await refusalOf(build.rewind(stuck, 'rehearse'))).toMatch(/was cancelled/);
    expect(await refusalOf(build.cancel())).toMatch(/ending already/);
    await build.decide(stuck, { kind: 'retry' });
    expect(await build.handle.result()).toMatchObject({ outcome: 'cancelled', left: [] });
  });

  test.each([
    ['publishRepository', 'repository', ['retireRepository', 'releaseArtifacts']],
    ['createEnvironments', 'environments', ['removeEnvironments', 'retireRepository', 'releaseArtifacts']],
    ['createSchedule', 'schedule', ['deleteSchedule', 'removeEnvironments', 'retireRepository', 'releaseArtifacts']],
  ])('while %s makes something offers to take it away', async (step, thing, takenAway) => {
    const build = await harness.start();
    const files = await build.reach('review-files');
    harness.stubs.hold(step);
    await build.decide(files, { kind: 'approve-files', repositoryName: 'acme' });
    if (step !== 'publishRepository') await build.decide(await build.asks('provision'), { kind: 'provision' });
    await expect.poll(() => harness.stubs.count(step)).toBe(1);
    await build.cancel();
    const asked = await build.asks('roll-back');
    expect(asked.begun.at(-1)).toBe(thing);
    const before = harness.stubs.names().length;
    await build.decide(asked, { kind: 'tear-down' });
    expect(await build.handle.result()).toMatchObject({ outcome: 'cancelled', left: [] });
    expect(harness.stubs.names().slice(before)).toEqual(takenAway);
  });

  test('while something is made lists it when it shall stay', async () => {
    const build = await harness.start();
    const files = await build.reach('review-files');
    harness.stubs.hold('publishRepository');
    await build.decide(files, { kind: 'approve-files', repositoryName: 'acme' });
    await expect.poll(() => harness.stubs.count('publishRepository')).toBe(1);
    await build.cancel();
    await build.decide(await build.asks('roll-back'), { kind: 'keep' });
    expect(await build.handle.result()).toMatchObject({ left: ['repository acme, maybe unfinished'] });
  });

  test('by Temporal itself does the same', async () => {
    const build = await harness.start();
    await build.reach('live');
    await build.handle.cancel();
    await build.decide(await build.asks('roll-back'), { kind: 'tear-down' });
    expect(await build.handle.result()).toMatchObject({ outcome: 'cancelled', left: [] });
    expect(harness.stubs.count('removeEnvironments')).toBe(1);
  });
});

describe('records', () => {
  test('get a later time with every state', async () => {
    const build = await harness.start();
    await build.reach('live');
    const times = harness.stubs.recorded.map(({ updatedAt }) => updatedAt);
    expect(times.length).toBeGreaterThan(5);
    expect(times).toEqual([...new Set(times)].sort());
  });

  test('say that a build works as soon as its retried step does', async () => {
    harness.stubs.failing.set('rehearse', 1);
    const build = await harness.start({ workAhead: false });
    await build.decide(await build.asks('review-scenario'), { kind: 'approve-scenario' });
    const stuck = await build.asks('step-failed');
    await expect.poll(() => harness.stubs.recorded.at(-1)?.status).toBe('needs-attention');
    const release = harness.stubs.hold('rehearse');
    await build.decide(stuck, { kind: 'retry' });
    await expect.poll(() => harness.stubs.recorded.at(-1)?.status).toBe('working');
    release();
  });

  test('that were away are written with the next step, though nothing else has changed', async () => {
    const build = await harness.start({ workAhead: false });
    const seen = await build.asks('review-scenario');
    harness.stubs.recordsThere = false;
    const release = harness.stubs.hold('planPieces');
    await build.decide(seen, { kind: 'approve-scenario' });
    await expect.poll(() => harness.stubs.count('planPieces')).toBe(1);
    expect(harness.stubs.recorded.at(-1)?.phase).toBe('scenario');
    harness.stubs.recordsThere = true;
    release();
    harness.stubs.hold('renderProject');
    await expect.poll(() => harness.stubs.recorded.at(-1)?.phase).toBe('files');
  });

  test('that are away at the end get it when they are back', async () => {
    const build = await harness.start();
    const live = await build.reach('live');
    harness.stubs.recordsThere = false;
    await build.decide(live, { kind: 'tear-down' });
    await expect.poll(async () => (await build.state()).status).toBe('closed');
    expect(harness.stubs.recorded.at(-1)?.phase).toBe('live');
    harness.stubs.recordsThere = true;
    await build.handle.result();
    expect(harness.stubs.recorded.at(-1)).toMatchObject({ status: 'closed', outcome: 'torn-down' });
  });
});

describe('replaying', () => {
  test('a whole life gives the same commands; another order of steps does not', async () => {
    const build = await harness.start();
    const live = await build.reach('live');
    await build.decide(live, { kind: 'land', batch: 'double-orders-on-day-one' });
    await build.decide(await build.asks('live', live.ask?.number), { kind: 'tear-down' });
    await build.handle.result();
    const json = historyToJSON(await build.handle.fetchHistory());
    const options = { workflowBundle: workflowBundle(), dataConverter: testDataConverter };
    await Worker.runReplayHistory(options, JSON.parse(json));
    const renamed = json.replaceAll('"publishRepository"', '"createEnvironments"');
    await expect(Worker.runReplayHistory(options, JSON.parse(renamed))).rejects.toThrow(/TMPRL1100|Nondeterminism/);
  });
});
