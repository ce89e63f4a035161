import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BuildState } from '../../src/domain/build/state.ts';
import { BuildHarness } from './build-harness.ts';

let harness: BuildHarness;
beforeAll(async () => {
  harness = await BuildHarness.open();
});
afterAll(async () => {
  await harness.endBuilds();
  await harness.stop();
});

test('a build that goes on as a new run keeps its question, its number and all that was made', async () => {
  const build = await harness.start();
  const live = await build.reach('live');
  const calls = harness.stubs.calls.length;
  const continued = await harness.continue(live);
  const same = await continued.asks('live');
  expect(same.ask).toEqual(live.ask);
  expect(same.revisions).toEqual(live.revisions);
  expect(harness.stubs.calls.length).toBe(calls);
  await continued.decide(live, { kind: 'land', batch: 'next-day' });
  expect((await continued.asks('live', live.ask?.number)).landed).toBe('next-day');
});

test('a scenario under review is worked ahead on again by the new run', async () => {
  const build = await harness.start({ workAhead: false });
  const seen = await build.asks('review-scenario');
  const continued = await harness.continue({ ...seen, options: { ...seen.options, workAhead: true } });
  expect((await continued.asks('review-scenario')).ask?.number).toBe(seen.ask?.number);
  await continued.decide(seen, { kind: 'approve-scenario' });
  expect((await continued.asks('review-files')).rehearsal?.passed).toBe(true);
});

test('a state that the first version kept is carried on, and what stands is known', async () => {
  const build = await harness.start();
  const { begun: _, updatedAt: __, ...rest } = await build.reach('live');
  // What an earlier version wrote is none of today's types.
  const old = { ...rest, schema: 'build/1' } as unknown as BuildState;
  const continued = await harness.continue(old);
  const same = await continued.asks('live');
  expect(same).toMatchObject({ schema: 'build/2', begun: ['repository', 'environments', 'schedule'] });
  await continued.decide(same, { kind: 'tear-down' });
  expect(await continued.handle.result()).toMatchObject({ outcome: 'torn-down', begun: [], left: [] });
});

test('a cancelled build goes on with its end, and does not come to life again', async () => {
  const build = await harness.start();
  await build.reach('provision');
  await build.cancel();
  const asked = await build.asks('roll-back');
  const continued = await harness.continue(asked);
  const same = await continued.asks('roll-back');
  expect(same.ask).toEqual(asked.ask);
  await continued.decide(same, { kind: 'tear-down' });
  expect(await continued.handle.result()).toMatchObject({ outcome: 'cancelled', left: [] });
});
