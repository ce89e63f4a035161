import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { BuildHarness, refusalOf } from './build-harness.ts';

const first = `key-${'a'.repeat(26)}`;
const second = `key-${'b'.repeat(26)}`;
const chosen = { provider: { provider: 'anthropic', model: 'claude-test', key: first } };

let harness: BuildHarness;
beforeAll(async () => {
  harness = await BuildHarness.open();
});
afterAll(() => harness.stop());
afterEach(async () => {
  await harness.endBuilds();
  harness.stubs.reset();
});

const inputsOf = (name: string) => harness.stubs.calls.filter((call) => call.name === name).map(({ input }) => input);

test('every step that generates is told what its build has chosen', async () => {
  const build = await harness.start({}, chosen);
  await build.reach('review-files');
  for (const name of ['draftScenario', 'planPieces', 'generatePiece']) {
    expect(inputsOf(name).length).toBeGreaterThan(0);
    for (const input of inputsOf(name)) expect(input).toMatchObject(chosen);
  }
});

test('a lost key makes the build ask for one, and with another it goes on where it was', async () => {
  harness.stubs.deadKeys.add(first);
  const build = await harness.start({}, chosen);
  const stuck = await build.asks('credentials');
  expect(stuck).toMatchObject({
    status: 'needs-attention',
    phase: 'scenario',
    ask: { step: { name: 'draft-scenario' } },
  });
  expect(await refusalOf(build.decide(stuck, { kind: 'skip' }))).toContain('cannot be skipped');
  expect(await refusalOf(build.decide(stuck, { kind: 'enter-key', key: 'sk-ant-a-real-key' }))).not.toBe('taken');
  await build.decide(stuck, { kind: 'enter-key', key: second });
  const drafted = await build.asks('review-scenario');
  expect(drafted.provider).toEqual({ ...chosen.provider, key: second });
  expect(inputsOf('draftScenario').at(-1)).toMatchObject({ provider: { key: second } });
});

test('pieces that fail side by side for want of the same key ask once', async () => {
  const build = await harness.start({ workAhead: false }, chosen);
  const drafted = await build.asks('review-scenario');
  const release = harness.stubs.hold('generatePiece');
  await build.decide(drafted, { kind: 'approve-scenario' });
  await expect.poll(() => harness.stubs.count('generatePiece')).toBeGreaterThan(1);
  const together = harness.stubs.count('generatePiece');
  harness.stubs.deadKeys.add(first);
  release();
  const stuck = await build.asks('credentials');
  await expect
    .poll(async () => (await build.state()).steps.filter(({ status }) => status === 'failed').length)
    .toBe(together);
  await build.decide(stuck, { kind: 'enter-key', key: second });
  const files = await build.asks('review-files');
  expect(files.ask?.number).toBe((stuck.ask?.number ?? 0) + 1);
});

test('the same key may be tried again, once it is mended at the vendor', async () => {
  harness.stubs.deadKeys.add(first);
  const build = await harness.start({}, chosen);
  const stuck = await build.asks('credentials');
  harness.stubs.deadKeys.clear();
  await build.decide(stuck, { kind: 'retry' });
  expect((await build.asks('review-scenario')).provider).toEqual(chosen.provider);
});

test('a key that is lost to work ahead asks nobody until the revision is approved', async () => {
  const release = harness.stubs.hold('planPieces');
  const build = await harness.start({}, chosen);
  const drafted = await build.asks('review-scenario');
  harness.stubs.deadKeys.add(first);
  release();
  await expect.poll(async () => (await build.state()).steps.some(({ status }) => status === 'failed')).toBe(true);
  expect((await build.state()).ask?.number).toBe(drafted.ask?.number);
  await build.decide(drafted, { kind: 'approve-scenario' });
  const stuck = await build.asks('credentials');
  await build.decide(stuck, { kind: 'enter-key', key: second });
  await build.asks('review-files');
});

test('a build that uses the service’s own key takes none', async () => {
  harness.stubs.failing.set('draftScenario', 1);
  harness.stubs.failureCode = 'ai-key-missing';
  const build = await harness.start();
  const stuck = await build.asks('credentials');
  expect(await refusalOf(build.decide(stuck, { kind: 'enter-key', key: second }))).toContain('the service’s own key');
  await build.decide(stuck, { kind: 'retry' });
  await build.asks('review-scenario');
});

test('the end of a build drops its keys, whichever end it is', async () => {
  const cancelled = await harness.start({}, chosen);
  await cancelled.asks('review-scenario');
  await cancelled.cancel();
  const ended = await cancelled.handle.result();
  expect(inputsOf('forgetKeys')).toEqual([{ buildId: ended.id }]);
  expect(ended.provider).toEqual({ provider: 'anthropic', model: 'claude-test' });

  const torn = await harness.start({}, chosen);
  await torn.decide(await torn.reach('live'), { kind: 'tear-down' });
  await torn.handle.result();
  expect(harness.stubs.count('forgetKeys')).toBe(2);

  const without = await harness.start();
  await without.asks('review-scenario');
  await without.cancel();
  await without.handle.result();
  expect(harness.stubs.count('forgetKeys')).toBe(2);
});
