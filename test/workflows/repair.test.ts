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

const inputsOf = (name: string) => harness.stubs.calls.filter((call) => call.name === name).map(({ input }) => input);

describe('a red project', () => {
  test('is mended by a round of repair, which is a step of its own with what it changed', async () => {
    harness.stubs.repairs = ['repaired'];
    harness.stubs.redFirst = 1;
    const build = await harness.start();
    const files = await build.reach('review-files');
    expect(files.rehearsal).toMatchObject({ passed: true, repairs: { rounds: 1, pieces: 1 } });
    expect(files.steps.filter(({ name }) => name === 'repair')).toMatchObject([
      {
        subject: 'round 1 of 3',
        repairs: [{ subject: 'fct_orders', outcome: 'repaired', record: digest('record 1') }],
      },
    ]);
    expect(files.steps.filter(({ repairs }) => repairs !== undefined).map(({ name }) => name)).toEqual(['repair']);
    expect(files.prompts).toContainEqual({ name: 'repair-sql', digest: digest('prompt') });
    expect(files.revisions.at(-1)?.repaired).toMatchObject([
      { subject: 'fct_orders', piece: digest('fct_orders mended 1') },
    ]);
    expect(inputsOf('renderProject').at(-1)).toMatchObject({
      pieces: expect.arrayContaining([digest('fct_orders mended 1')]),
    });
  });

  test('reaches the person as it is after three rounds', async () => {
    harness.stubs.repairs = ['repaired', 'refused', 'repaired'];
    harness.stubs.redFirst = 9;
    const build = await harness.start();
    const files = await build.reach('review-files');
    expect(files.steps.filter(({ name }) => name === 'repair')).toHaveLength(3);
    // Nothing new to rehearse after the refused one.
    expect(harness.stubs.count('rehearse')).toBe(3);
    expect(files.rehearsal).toMatchObject({ passed: false, repairs: { rounds: 3, pieces: 1 } });
    const approve = build.decide(files, { kind: 'approve-files', repositoryName: 'acme' });
    expect(await refusalOf(approve)).toContain('rehearsal is not green');
  });

  test('is looked through further where a round found no fault in a piece', async () => {
    harness.stubs.repairs = ['cleared', 'repaired'];
    harness.stubs.redFirst = 1;
    const build = await harness.start();
    const files = await build.reach('review-files');
    expect(inputsOf('repairPiece')).toMatchObject([{ subject: 'fct_orders' }, { subject: 'int_orders' }]);
    expect(files.rehearsal?.passed).toBe(true);
  });

  test('goes to the person at once where nobody repairs', async () => {
    harness.stubs.green = false;
    const build = await harness.start();
    const files = await build.reach('review-files');
    expect(harness.stubs.count('repairPiece')).toBe(0);
    expect(files.rehearsal?.passed).toBe(false);
  });

  test('keeps what was mended when other files are edited', async () => {
    harness.stubs.repairs = ['repaired'];
    harness.stubs.redFirst = 1;
    const build = await harness.start();
    const files = await build.reach('review-files');
    await build.decide(files, { kind: 'edit-files', overlays: digest('edited') });
    const edited = await build.asks('review-files', files.ask?.number);
    expect(harness.stubs.count('repairPiece')).toBe(1);
    expect(edited.rehearsal).toMatchObject({ passed: true, repairs: { rounds: 0, pieces: 1 } });
    expect(inputsOf('renderProject').at(-1)).toMatchObject({
      overlays: digest('edited'),
      pieces: expect.arrayContaining([digest('fct_orders mended 1')]),
    });
  });

  test('is approved by nobody while the proof for its warehouse is red', async () => {
    harness.stubs.proofPasses = false;
    const build = await harness.start();
    const files = await build.reach('review-files');
    expect(files.proof).toMatchObject({ proven: true, passed: false });
    const approve = build.decide(files, { kind: 'approve-files', repositoryName: 'acme' });
    expect(await refusalOf(approve)).toContain('proof for their warehouse is not green');
  });
});

describe('a piece that is wished for anew', () => {
  test('is the only one that is written, and the project is rehearsed with it', async () => {
    const build = await harness.start();
    const files = await build.reach('review-files');
    const before = harness.stubs.calls.length;
    await build.decide(files, {
      kind: 'regenerate-piece',
      step: 'generate-sql',
      subject: 'int_orders',
      instructions: digest('shorter'),
      previous: digest('int_orders'),
    });
    const anew = await build.asks('review-files', files.ask?.number);
    const calls = harness.stubs.calls.slice(before);
    expect(calls.filter(({ name }) => name === 'generatePiece').map(({ input }) => input)).toMatchObject([
      { subject: 'int_orders', again: { take: 1, instructions: digest('shorter'), previous: digest('int_orders') } },
    ]);
    expect(calls.map(({ name }) => name)).toEqual(expect.arrayContaining(['renderProject', 'rehearse']));
    expect(anew.revisions.at(-1)).toMatchObject({ why: 'regenerated-piece' });
    expect(anew.revision).toBe(files.revision + 1);
  });
});
