import { afterAll, beforeAll, expect, test } from 'vitest';
import { rehearsalOf } from '../../src/domain/build/state.ts';
import { BuildHarness } from './build-harness.ts';

let harness: BuildHarness;
beforeAll(async () => {
  harness = await BuildHarness.open();
});
afterAll(() => harness.stop());

test('what a rehearsal ahead of the decision came to is known before it is taken', async () => {
  harness.stubs.green = false;
  const build = await harness.start();
  const asked = await build.asks('review-scenario');
  await expect.poll(async () => rehearsalOf(await build.state())?.passed, { timeout: 10_000 }).toBe(false);
  expect((await build.state()).rehearsal).toBeUndefined();
  harness.stubs.green = true;
  await build.decide(asked, { kind: 'approve-scenario' });
  const files = await build.asks('review-files');
  expect(rehearsalOf(files)).toEqual(files.rehearsal);
  await harness.endBuilds();
});
