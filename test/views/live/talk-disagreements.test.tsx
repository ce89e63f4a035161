import { expect, it } from 'vitest';
import { TalkNow } from '../../../src/views/live/talk-tabs.tsx';
import { libraryScenario } from '../../domain/fixtures/library.ts';
import { aReport, aRun } from '../fixtures/reports.ts';
import { aState, provisioned } from '../fixtures/states.ts';

const metrics = [
  {
    ...{
      query: 'fees_by_month',
      question: '?',
      columns: ['metric_time__month', 'fees'],
      currency: 'EUR',
      draws: 'fees',
    },
    ...{ rows: [['2026-05-01 00:00:00', '980']], cut: false },
    metrics: [{ column: 'fees', label: 'fees', format: 'currency' as const }],
  },
];

it('the talk track names the metric that settles what they do not agree on, with its number', async () => {
  const scenario = libraryScenario((input) => {
    input.disagreements = [{ about: 'Fees', versions: ['one', 'two'], settled_by: 'What was paid.' }];
  });
  const html = await TalkNow({
    ...{ state: aState({ ...provisioned }), scenario, link: () => undefined },
    known: { results: { ...aRun('production', null), metrics }, report: aReport(true, '0'.repeat(64)) },
  });
  const text = String(html)
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ');
  expect(text).toContain('Where they do not agree Fees one two What was paid. Metric fees (fees): 980 EUR (2026-05)');
});

it('says beside what each side claims what the sample shows', async () => {
  const said = 'Desk: fees of the loans, 74,000 euros';
  const scenario = libraryScenario((input) => {
    input.disagreements = [{ about: 'Fees', versions: [said, 'two'], settled_by: 'What was paid.' }];
  });
  const html = await TalkNow({
    ...{ state: aState({ ...provisioned }), scenario, link: () => undefined },
    known: { results: { ...aRun('production', null), metrics }, report: aReport(true, '0'.repeat(64)) },
  });
  expect(String(html)).toMatch(/74,000 euros.*in this sample: 980 EUR \(2026-05\), as fees/s);
});
