import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
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

test('a cancel is never lost, whatever ends in the moment in which it is taken', { timeout: 60_000 }, async () => {
  for (let tried = 0; tried < 12; tried += 1) {
    const build = await harness.start();
    await build.asks('review-scenario');
    // Steps ahead take some hundredths of a second each: they end before, with and after the cancel.
    await new Promise((resolve) => setTimeout(resolve, (tried % 6) * 30));
    await build.cancel();
    expect(await build.handle.result()).toMatchObject({ status: 'closed', outcome: 'cancelled' });
  }
});
