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

test('a step that runs once more says why', async () => {
  const progress: StepProgress[] = [
    { step: 'rehearse', attempt: 2, line: 'Day one: fct_orders', lastFailure: 'the worker went away' },
  ];
  const html = await htmlOf(<StepList steps={[aStep('rehearse', { status: 'running' })]} progress={progress} />);
  expect(html).toContain('the worker went away; tried again. Day one: fct_orders');
});
