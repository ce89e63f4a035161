import { expect, test } from 'vitest';
import { drawnMetric } from '../../../src/domain/scenario/drawn-metric.ts';
import type { Metric, SavedQuery } from '../../../src/domain/scenario/semantic-layer.ts';

const named = (name: string) => ({ name, label: name, description: name, format: 'number' as const });
const metrics: Metric[] = [
  { type: 'simple', ...named('revenue'), mart: 'fct_orders', aggregation: 'sum', column: 'revenue' },
  { type: 'simple', ...named('refunds'), mart: 'fct_orders', aggregation: 'sum', column: 'refunds' },
  { type: 'ratio', ...named('refund_rate'), numerator: 'refunds', denominator: 'revenue' },
];
const asking = (...asked: string[]): SavedQuery => ({
  name: 'q',
  question: 'q',
  metrics: asked,
  group_by: ['metric_time__month'],
  limit: 50,
});

test('the rate answers the question, and what it is made of stands beside it', () => {
  expect(drawnMetric(asking('revenue', 'refunds', 'refund_rate'), metrics)).toBe('refund_rate');
  expect(drawnMetric(asking('revenue', 'refunds'), metrics)).toBe('revenue');
});

test('a saved query that names its metric is taken at its word', () => {
  expect(drawnMetric({ ...asking('revenue', 'refund_rate'), draws: 'revenue' }, metrics)).toBe('revenue');
});
