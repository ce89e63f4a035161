import { expect, test } from 'vitest';
import type { FoundryClient } from '../../src/cli/foundry-client.ts';
import { runDemo } from '../../src/cli/run-demo.ts';
import { placeOf, wayOn } from '../../src/cli/way-on.ts';
import { briefSchema } from '../../src/domain/brief/brief.ts';
import type { BuildState } from '../../src/domain/build/state.ts';
import { aState, aStep, asking, published } from '../views/fixtures/states.ts';

const page = 'http://127.0.0.1:4000/builds/babcdefghijk';
const quiet = { started: () => {}, show: () => {} };

/** A service whose build stands as given. */
const standing = (state: BuildState): FoundryClient => ({
  startBuild: async () => ({ id: state.id }),
  build: async () => state,
  decide: async () => {},
  artifact: async () => undefined,
  pageUrl: () => page,
});
const stops = (state: BuildState) =>
  expect(runDemo(standing(state), briefSchema.parse({ company: 'A' }), 'UTC', quiet)).rejects;

test('a failed step is called by its title, with what to do about it', async () => {
  const failure = { code: 'repository-taken', sentence: 'The name is taken.', mend: 'Choose another.' };
  const step = aStep('publish-repository', { status: 'failed', failure });
  await stops(asking('step-failed', { steps: [step] }, step)).toMatchObject({
    message: 'The step “Publish the repository” failed: The name is taken. Choose another.',
    page,
  });
});

test('a red rehearsal says how much of it is', async () => {
  const { rehearsal } = published;
  const red = rehearsal ? { rehearsal: { ...rehearsal, passed: false, failed: 1 } } : {};
  await stops(asking('review-files', red)).toMatchObject({
    message: 'The step “Rehearse on DuckDB” found the project red: 1 of 2 checks failed.',
  });
});

test('who is left with an open build is told how to go on, and never to a page that is gone', () => {
  expect(placeOf(page, true)).toBe(page);
  expect(placeOf(page, false)).toBe(`run \`npm start\`, then open ${page}`);
  expect(wayOn(aState({ status: 'waiting' }), placeOf(page, false))).toEqual([
    expect.stringMatching(/stays open.*npm start.*babcdefghijk/),
  ]);
  expect(wayOn(aState({ status: 'closed' }), page)).toEqual([]);
});
