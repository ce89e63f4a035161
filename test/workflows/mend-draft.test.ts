import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { BuildHarness, refusalOf } from './build-harness.ts';
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

const draft = digest('draft');

describe('a draft that does not hold together', () => {
  test('waits for a person, and nothing is made of it ahead', async () => {
    harness.stubs.unsoundDrafts = [draft];
    const build = await harness.start();
    const state = await build.asks('mend-draft');
    expect(state).toMatchObject({ draft, revision: 0, status: 'waiting' });
    expect(harness.stubs.count('planPieces')).toBe(0);
    expect(await refusalOf(build.decide(state, { kind: 'approve-scenario' }))).toMatch(/does not answer/);
    expect(await refusalOf(build.decide(state, { kind: 'regenerate', instructions: digest('wish') }))).toMatch(
      /no scenario yet/,
    );
  });

  test('is kept as it was edited until it holds together, and then reviewed', async () => {
    harness.stubs.unsoundDrafts = [draft];
    const build = await harness.start();
    const first = await build.asks('mend-draft');
    await build.decide(first, { kind: 'edit-draft', draft: digest('better') });
    const second = await build.asks('mend-draft', first.ask?.number);
    expect(second.draft).toBe(digest('better'));
    await build.decide(second, { kind: 'edit-scenario', scenario: digest('sound') });
    const review = await build.asks('review-scenario');
    expect(review.draft).toBeUndefined();
    expect(review.revisions).toMatchObject([{ number: 1, scenario: digest('sound'), why: 'edited-scenario' }]);
  });

  test('is asked for once more, as another take', async () => {
    harness.stubs.unsoundDrafts = [draft];
    const build = await harness.start();
    await build.decide(await build.asks('mend-draft'), { kind: 'retry' });
    const review = await build.asks('review-scenario');
    expect(review.draft).toBeUndefined();
    expect(review.revisions).toMatchObject([{ scenario: digest('scenario-1'), why: 'drafted' }]);
  });

  test('is there to go back to where asking once more fails, and so is a scenario', async () => {
    harness.stubs.unsoundDrafts = [draft];
    const build = await harness.start();
    const first = await build.asks('mend-draft');
    harness.stubs.failing.set('draftScenario', 1);
    await build.decide(first, { kind: 'retry' });
    await build.decide(await build.asks('step-failed'), { kind: 'skip' });
    const again = await build.asks('mend-draft', first.ask?.number);
    expect(again).toMatchObject({ draft, revision: 0 });
    await build.decide(again, { kind: 'edit-scenario', scenario: digest('sound') });

    const review = await build.asks('review-scenario');
    harness.stubs.failing.set('draftScenario', 1);
    await build.decide(review, { kind: 'regenerate', instructions: digest('wish') });
    await build.decide(await build.asks('step-failed'), { kind: 'skip' });
    const back = await build.asks('review-scenario', review.ask?.number);
    expect(back).toMatchObject({ revision: 1, revisions: [{ scenario: digest('sound') }] });
  });

  test('cannot be gone back to before there is one', async () => {
    harness.stubs.failing.set('draftScenario', 1);
    const build = await harness.start();
    expect(await refusalOf(build.decide(await build.asks('step-failed'), { kind: 'skip' }))).toMatch(
      /cannot be skipped/,
    );
  });

  test('is asked for once more as it was asked for: with the wish, and what it was to leave as it is', async () => {
    const build = await harness.start();
    const sound = await build.asks('review-scenario');
    harness.stubs.unsoundDrafts = [draft];
    await build.decide(sound, { kind: 'regenerate', instructions: digest('wish'), locked: ['models'] });
    await build.decide(await build.asks('mend-draft'), { kind: 'retry' });
    const review = await build.asks('review-scenario', sound.ask?.number);
    expect(review.revisions.at(-1)).toMatchObject({ number: 2, why: 'regenerated' });
    const asked = harness.stubs.calls.filter(({ name }) => name === 'draftScenario').map(({ input }) => input);
    expect(asked).toHaveLength(3);
    expect(asked[2]).toMatchObject({
      previous: digest('scenario-0'),
      instructions: digest('wish'),
      locked: ['models'],
    });
    expect(review.draftWish).toBeUndefined();
  });

  test('of a scenario that was sound before can be dropped for it', async () => {
    const build = await harness.start();
    const sound = await build.asks('review-scenario');
    harness.stubs.unsoundDrafts = [draft];
    await build.decide(sound, { kind: 'regenerate', instructions: digest('wish') });
    const mending = await build.asks('mend-draft');
    expect(mending.revision).toBe(1);
    await build.decide(mending, { kind: 'take-back', to: 1 });
    const review = await build.asks('review-scenario');
    expect(review.draft).toBeUndefined();
    expect(review.revisions.at(-1)).toMatchObject({ number: 2, scenario: digest('scenario-0'), why: 'taken-back' });
  });

  test('comes of an edit that was kept, too', async () => {
    const build = await harness.start();
    await build.decide(await build.asks('review-scenario'), { kind: 'edit-draft', draft });
    expect(await build.asks('mend-draft')).toMatchObject({ draft, revision: 1 });
  });
});

describe('an earlier scenario', () => {
  test('is taken back as a new revision, with the hand edits of the one before', async () => {
    const build = await harness.start();
    await build.decide(await build.asks('review-scenario'), { kind: 'regenerate', instructions: digest('wish') });
    const second = await build.asks('review-scenario', 1);
    expect(await refusalOf(build.decide(second, { kind: 'take-back', to: 2 }))).toMatch(/stands now/);
    expect(await refusalOf(build.decide(second, { kind: 'take-back', to: 7 }))).toMatch(/no revision 7/);
    await build.decide(second, { kind: 'take-back', to: 1 });
    const third = await build.asks('review-scenario', second.ask?.number);
    expect(third.revisions.map(({ scenario, why }) => [scenario, why])).toEqual([
      [digest('scenario-0'), 'drafted'],
      [digest('scenario-1'), 'regenerated'],
      [digest('scenario-0'), 'taken-back'],
    ]);
    expect(harness.stubs.count('outlineScenario')).toBe(1);
  });
});

describe('locked sections', () => {
  test('go with a draft of the whole, and stay locked for the next one', async () => {
    const build = await harness.start();
    const state = await build.asks('review-scenario');
    await build.decide(state, { kind: 'regenerate', instructions: digest('wish'), locked: ['sources'] });
    const after = await build.asks('review-scenario', state.ask?.number);
    expect(after.locked).toEqual(['sources']);
    const drafts = harness.stubs.calls.filter(({ name }) => name === 'draftScenario');
    expect(drafts.at(-1)?.input).toMatchObject({ locked: ['sources'] });
    // By a program that says nothing of locks.
    await build.decide(after, { kind: 'regenerate', instructions: digest('another wish') });
    await build.asks('review-scenario', after.ask?.number);
    const anew = harness.stubs.calls.filter(({ name }) => name === 'draftScenario');
    expect(anew.at(-1)?.input).toMatchObject({ instructions: digest('another wish'), locked: ['sources'] });
  });
});

test('the prompts that models were asked with stand in the state, each once', async () => {
  const build = await harness.start();
  const state = await build.asks('review-scenario');
  await build.decide(state, { kind: 'regenerate', instructions: digest('wish') });
  const after = await build.asks('review-scenario', state.ask?.number);
  expect(after.prompts).toEqual([{ name: 'design-models', digest: digest('prompt') }]);
});
