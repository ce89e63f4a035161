import { expect, test } from 'vitest';
import { htmlOf } from '../../../src/api/builds/render-regions.ts';
import type { MetricAnswer } from '../../../src/domain/rehearsal/report.ts';
import { MetricAnswers } from '../../../src/views/live/metric-answers.tsx';

const day = (index: number) => new Date(Date.UTC(2026, 9, 18 + index)).toISOString().slice(0, 10);
const rates: MetricAnswer = {
  query: 'refunds_by_channel',
  question: 'Who refunds most?',
  columns: ['order__channel', 'revenue', 'refund_rate'],
  rows: [
    ['0042', '2500', '0.5'],
    ['web', '1200.5', '0.666667'],
  ],
  cut: false,
  limit: 50,
  metrics: [
    { column: 'revenue', label: 'Revenue', format: 'currency' },
    { column: 'refund_rate', label: 'Refund rate', format: 'percent' },
  ],
  currency: 'EUR',
  draws: 'refund_rate',
};
const daily: MetricAnswer = {
  ...rates,
  ...{ query: 'revenue_by_day', columns: ['metric_time__day', 'revenue'], draws: 'revenue' },
  rows: Array.from({ length: 30 }, (_, index) => [`${day(index)} 00:00:00`, String(index + 1)]),
};
const html = (answer: MetricAnswer) => htmlOf(<MetricAnswers metrics={[answer]} />);
const cells = (text: string) => [...text.matchAll(/<td[^>]*>([^<]*)<\/td>/g)].map(([, cell]) => cell);
const bars = (text: string) => [...text.matchAll(/<text class="value"[^>]*>([^<]*)<\/text>/g)].map(([, bar]) => bar);

test('the screen shows numbers as they are said, and draws the one that answers the question', async () => {
  const text = await html(rates);
  expect(cells(text)).toEqual(['0042', '2,500 EUR', '50%', 'web', '1,200.5 EUR', '66.7%']);
  expect(bars(text)).toEqual(['50%', '66.7%']);
  expect(text).toContain('Refund rate');
});

test('a table and bars of fewer rows say which they are', async () => {
  const whole = await html(daily);
  expect(cells(whole)).toHaveLength(60);
  expect(whole).toContain('Revenue: the newest 14 of 30');
  expect(bars(whole).at(-1)).toBe('30 EUR');

  const shorter = await html({ ...daily, limit: 20 });
  expect(shorter).toContain('Numbers: the newest 20 of 30');
  expect(cells(shorter)).toHaveLength(40);
  expect(cells(shorter)).toContain(day(29));

  const cut = await html({ ...daily, limit: 20, cut: true });
  expect(cut).toContain('Numbers: the first 20 of more than 30');
  expect(cells(cut)[0]).toBe(day(0));
});
