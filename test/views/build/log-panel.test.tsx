import { expect, test } from 'vitest';
import { htmlOf } from '../../../src/api/builds/render-regions.ts';
import { LogPanel } from '../../../src/views/build/log-panel.tsx';
import type { StepProgress } from '../../../src/views/build/seen-build.ts';
import { StepList } from '../../../src/views/build/step-list.tsx';
import { aScenario } from '../fixtures/scenario.ts';
import { aState, aStep } from '../fixtures/states.ts';

const { incidents } = await aScenario();

test('the log says in words what was decided, and on which batch', async () => {
  const line = { at: '2026-11-21T10:00:00.000Z', by: 'local', via: 'page', revision: 8 } as const;
  const [incident] = incidents;
  const decisions = [
    { ...line, kind: 'land', outcome: 'accepted', reason: `${incident?.id}-on-next-day` },
    { ...line, kind: 'rewind', outcome: 'accepted', reason: 'rehearse' },
    { ...line, kind: 'approve-files', outcome: 'refused', reason: 'The rehearsal is red.' },
  ] as const;
  const html = await htmlOf(<LogPanel {...{ decisions, incidents }} state={aState()} progress={[]} />);
  expect(html).toContain(`land “${incident?.title} (on the next day)”`);
  expect(html).toContain('go back to “Rehearse on DuckDB”');
  expect(html).toContain('approve the files');
  expect(html).not.toContain('publish them as');
  expect(html).toMatch(/refused: The rehearsal is red\./);
  expect(html).toContain('on this page, revision 8');
});

test('the log lists what models were asked and sums what it cost', async () => {
  const usage = { inputTokens: 84_210, cachedInputTokens: 60_000, cacheWriteTokens: 0, outputTokens: 2_300 };
  const call = {
    callId: 'a',
    at: '2026-11-21T10:00:00.000Z',
    task: 'write-sql',
    subject: 'fct_orders',
    model: 'm1',
    usage,
  };
  const price = { amount: 0.617, currency: 'USD' };
  const models = {
    calls: [
      { ...call, price },
      { ...call, callId: 'b', subject: undefined },
    ],
    spent: { calls: 2, unpriced: 1, usage, prices: [price] },
  };
  const html = await htmlOf(<LogPanel {...{ incidents, models }} decisions={[]} state={aState()} progress={[]} />);
  expect(html).toContain('2 calls, 84,210 tokens read, 2,300 written, about 0.62 USD, 1 of unknown price.');
  expect(html).toMatch(/write sql<code> fct_orders<\/code>/);
  expect(html).toContain('60,000');
});

test('a step that runs once more says why', async () => {
  const progress: StepProgress[] = [
    { step: 'rehearse', attempt: 2, line: 'Day one: fct_orders', lastFailure: 'the worker went away' },
  ];
  const html = await htmlOf(<StepList steps={[aStep('rehearse', { status: 'running' })]} progress={progress} />);
  expect(html).toContain('the worker went away; tried again. Day one: fct_orders');
});
