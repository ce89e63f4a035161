import { expect, test } from 'vitest';
import { sideBySide } from '../../../src/activities/rehearsal/side-by-side.ts';

test('what goes on side by side keeps its place in the line of progress until it ends', async () => {
  const said: string[] = [];
  const lane = sideBySide({ signal: new AbortController().signal, progress: (line) => said.push(line) });
  const ending = Promise.withResolvers<void>();
  const first = lane(async ({ progress }) => {
    progress('Next day: a');
    await ending.promise;
  });
  const second = lane(async ({ progress }) => {
    progress('CI: b');
    progress('CI: c');
    return 'green';
  });
  expect(await second).toBe('green');
  ending.resolve();
  await first;
  expect(said).toEqual(['Next day: a', 'Next day: a · CI: b', 'Next day: a · CI: c', 'Next day: a', '']);
});
