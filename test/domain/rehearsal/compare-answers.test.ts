import { expect, test } from 'vitest';
import { compareAnswers } from '../../../src/domain/rehearsal/compare-answers.ts';
import type { MetricAnswer } from '../../../src/domain/rehearsal/report.ts';

const answer = (...rows: [month: string, revenue: string, orders: string][]): MetricAnswer => ({
  query: 'revenue_by_month',
  question: 'How does revenue move?',
  columns: ['metric_time__month', 'revenue', 'orders'],
  rows,
  metrics: [
    { column: 'revenue', label: 'Revenue', format: 'currency' },
    { column: 'orders', label: 'Orders', format: 'number' },
  ],
  currency: 'USD',
  draws: 'revenue',
});
const before = answer(['2026-09-01 00:00:00', '120.50', '3'], ['2026-10-01 00:00:00', '90', '2']);

test('an answer that moved says which number, before and after', () => {
  const after = answer(['2026-09-01 00:00:00', '120.5', '3'], ['2026-10-01 00:00:00', '61', '2']);
  expect(compareAnswers('revenue_by_month', before, after)).toMatchObject({
    passed: true,
    seen: 'revenue of 2026-10: 90 USD → 61 USD',
  });
});

test('a number that became empty is no answer, also beside one that moved', () => {
  const after = answer(['2026-09-01 00:00:00', '', '3'], ['2026-10-01 00:00:00', '61', '2']);
  expect(compareAnswers('revenue_by_month', before, after)).toMatchObject({
    passed: false,
    seen: 'revenue of 2026-09: 120.5 USD → empty',
  });
  expect(compareAnswers('revenue_by_month', before, answer()).passed).toBe(false);
});

test('a number that moved in digits that are not said is told to the last one', () => {
  const after = answer(['2026-09-01 00:00:00', '120.501', '3'], ['2026-10-01 00:00:00', '90', '2']);
  expect(compareAnswers('revenue_by_month', before, after).seen).toBe('revenue of 2026-09: 120.50 → 120.501');
});

test('a row that is cut off after the merge has not become empty', () => {
  const after = { ...answer(['2026-09-01 00:00:00', '130', '3']), cut: true };
  expect(compareAnswers('revenue_by_month', before, after)).toMatchObject({
    passed: true,
    seen: 'revenue of 2026-09: 120.5 USD → 130 USD',
  });
});

test('the same answer is not another one, however its numbers are written', () => {
  const after = answer(['2026-09-01 00:00:00', '120.5', '3'], ['2026-10-01 00:00:00', '90.00', '2']);
  expect(compareAnswers('revenue_by_month', before, after)).toMatchObject({ passed: false, seen: 'the same answer' });
});
