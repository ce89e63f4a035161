import { afterAll, beforeAll, expect, test } from 'vitest';
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
