import { expect, test } from 'vitest';
import { htmlOf } from '../../../src/api/builds/render-regions.ts';
import { Stepper } from '../../../src/views/build/stepper.tsx';
import { aState, asking, published } from '../fixtures/states.ts';

test('a build that was torn down is through with its teardown', async () => {
  const teardown = async (over: Parameters<typeof aState>[0]) =>
    /data-progress="(\w+)"(?:(?!data-progress).)*Teardown/s.exec(
      await htmlOf(<Stepper state={aState({ phase: 'teardown', ...over })} />),
    )?.[1];
  expect(await teardown({ status: 'working' })).toBe('now');
  expect(await teardown({ status: 'closed', outcome: 'torn-down' })).toBe('done');
});

test('a demo that was published and not provisioned stands before its provisioning', async () => {
  const { phase: _, ...over } = published;
  const html = await htmlOf(<Stepper state={asking('live-unprovisioned', { ...over, phase: 'live' })} />);
  const progress = [...html.matchAll(/data-progress="(\w+)"/g)].map(([, word]) => word);
  expect(progress.slice(-4)).toEqual(['done', 'now', 'later', 'later']);
});
