import { describe, expect, it } from 'vitest';
import { namedMonth } from '../../../src/domain/rehearsal/named-month.ts';
import type { RehearsalReport } from '../../../src/domain/rehearsal/report.ts';
import { saidAndShown } from '../../../src/domain/rehearsal/said-and-shown.ts';
import { monthlyQuestion } from '../../../src/domain/scenario/metric-questions.ts';
import type { Scenario } from '../../../src/domain/scenario/scenario.ts';
import type { Metric } from '../../../src/domain/scenario/semantic-layer.ts';
import { aReport } from '../../views/fixtures/reports.ts';
import { libraryScenario } from '../fixtures/library.ts';

const rate = (name: string, label: string, description: string): Metric => ({
  ...{ name, label, description, format: 'percent', type: 'ratio', numerator: 'loans', denominator: 'loans' },
});
const churned = rate('logo_churn', 'Logo churn', 'Members who left in the month divided by members at its start.');
const lapsed = rate('fee_churn', 'Fee churn', 'Yearly fees of cancelled cards divided by the fees that were owed.');
const paused = rate('pause_rate', 'Pause rate', 'Cards that were paused for a season, of all cards.');
const base = libraryScenario();
const simple = base.semantic_layer?.metrics ?? [];
const withMetrics = (...metrics: readonly Metric[]): Scenario => ({
  ...base,
  semantic_layer: { metrics: [...simple, ...metrics], saved_queries: base.semantic_layer?.saved_queries ?? [] },
});
const scenario = withMetrics(churned, lapsed, paused);

/** A rehearsal that asked every metric by month. */
function asked(of: Scenario, name: string, label: string, months: Readonly<Record<string, number>>): RehearsalReport {
  const answer = {
    ...{ query: monthlyQuestion(name, of)?.name ?? '', question: '?', columns: ['metric_time__month', name] },
    ...{ cut: false, currency: 'EUR', draws: '', metrics: [{ column: name, label, format: 'percent' as const }] },
    rows: Object.entries(months).map(([month, value]) => [`${month}-01 00:00:00`, String(value)]),
  };
  return { ...aReport(true, '0'.repeat(64)), metrics: [], everyMetric: [answer] };
}
const both = (one: RehearsalReport, other: RehearsalReport) => ({
  report: { ...one, everyMetric: [...one.everyMetric, ...other.everyMetric] },
});

const disagreement = {
  about: 'The churn of March',
  versions: [
    'Membership desk: members who left, divided by the members of the start: 4.9 percent',
    'Finance: fees of cancelled cards over the yearly fees owed, 3,1 %',
    'The board: nobody knows',
  ],
  settled_by: 'Logo churn: members who left.',
};
const march = { '2026-02': 0.11, '2026-03': 0.242, '2026-04': 0.05 };

describe('what they say and what the sample shows', () => {
  const known = both(
    asked(scenario, 'logo_churn', 'Logo churn', march),
    asked(scenario, 'fee_churn', 'Fee churn', { '2026-03': 0.0325 }),
  );

  it('stand beside each other, measured by the metric that counts so, in the month that is spoken of', () => {
    expect(saidAndShown(disagreement, scenario, known)).toEqual([
      { said: disagreement.versions[0], shown: 'This sample shows 24.2% (2026-03), as Logo churn.', far: true },
      { said: disagreement.versions[1], shown: 'This sample shows 3.3% (2026-03), as Fee churn.', far: false },
      { said: disagreement.versions[2], shown: undefined, far: false },
    ]);
  });

  it('are those of the newest month, with the range of all, where none is spoken of; far where most months are', () => {
    const [said] = saidAndShown({ ...disagreement, about: 'Churn' }, scenario, known);
    expect(said).toMatchObject({
      shown: 'This sample shows 5% (2026-04; 5% to 24.2% in 3 months), as Logo churn.',
      far: true,
    });
    const [last] = saidAndShown({ ...disagreement, about: 'The churn of last month' }, scenario, known);
    expect(last?.shown).toBe('This sample shows 24.2% (2026-03), as Logo churn.');
  });

  it('are not there before a rehearsal, nor where the answer may have been cut', () => {
    expect(saidAndShown(disagreement, scenario, {}).map(({ shown }) => shown)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    const cut = known.report.everyMetric.map((answer) => ({ ...answer, cut: true }));
    const [said] = saidAndShown(disagreement, scenario, { report: { ...known.report, everyMetric: cut } });
    expect(said?.shown).toBeUndefined();
  });

  it('are only the closest where two versions mean the same metric, or two metrics fit', () => {
    const twice = {
      ...disagreement,
      versions: [
        'Desk: members who left in the month, divided by members at its start: 9 %',
        'Branches: members who left, 7 %',
      ],
    };
    for (const { shown } of saidAndShown(twice, scenario, known)) {
      expect(shown).toMatch(/^Closest in this sample: 24\.2% \(2026-03\), as Logo churn/);
    }
    const alike = withMetrics(
      churned,
      rate('late_churn', 'Late churn', 'Members who left in the month divided by the members.'),
    );
    const [said] = saidAndShown(
      disagreement,
      alike,
      both(
        asked(alike, 'logo_churn', 'Logo churn', march),
        asked(alike, 'late_churn', 'Late churn', { '2026-03': 0.2 }),
      ),
    );
    expect(said?.shown).toMatch(/^Closest in this sample: .*Logo churn.*Late churn|Late churn.*Logo churn/);
  });

  it('are of the same kind of number, and nothing is taken for what has hardly a word in common', () => {
    const fees = {
      about: 'Fees',
      versions: ['Finance: 74 000 € of fees', 'Desk: 12 % by the moon'],
      settled_by: 'Fees.',
    };
    const shown = saidAndShown(fees, scenario, known).map((one) => one.shown ?? '');
    expect(shown.filter((one) => one.includes('churn'))).toEqual([]);
  });
});

it.each([
  ['The rate of October', 10],
  ['in Sept out by 3', 9],
  ['im März', 3],
  ['en juillet', 7],
  ['of last month', 'last'],
  ['it may rise', undefined],
  ['May was low', 5],
  ['Premium of a month', undefined],
])('reads the month of “%s”', (text, month) => {
  expect(namedMonth(text)).toBe(month);
});
