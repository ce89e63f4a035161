import { expect, test } from 'vitest';
import { htmlOf } from '../../../src/api/builds/render-regions.ts';
import { Stepper } from '../../../src/views/build/stepper.tsx';
import { aState } from '../fixtures/states.ts';

test('a build that was torn down is through with its teardown', async () => {
  const teardown = async (over: Parameters<typeof aState>[0]) =>
    /data-progress="(\w+)"(?:(?!data-progress).)*Teardown/s.exec(
      await htmlOf(<Stepper state={aState({ phase: 'teardown', ...over })} />),
    )?.[1];
  expect(await teardown({ status: 'working' })).toBe('now');
  expect(await teardown({ status: 'closed', outcome: 'torn-down' })).toBe('done');
});
