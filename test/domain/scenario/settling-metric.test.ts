import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { root } from '../../../src/config.ts';
import { designAnswer } from '../../../src/domain/answer/design.ts';
import { understandingAnswer } from '../../../src/domain/answer/understanding.ts';
import { checkDisagreements } from '../../../src/domain/scenario/check/disagreements.ts';
import { settlingMetric } from '../../../src/domain/scenario/settling-metric.ts';
import { libraryScenario } from '../fixtures/library.ts';

/** Every disagreement of the recorded answers, with the metric that a person finds to settle it. */
const settled: Readonly<Record<string, readonly (readonly [about: string, metric: string | undefined])[]>> = {
  clinics: [['The no-show rate of October', 'unused_slot_rate']],
  creperie: [
    ['Food cost as a share of sales', 'food_cost_gap_share'],
    ['Sales through delivery platforms', 'delivery_sales'],
  ],
  freight: [['On-time delivery of last month', 'on_time_delivery']],
  insurer: [
    ['Conversion from quote to policy', 'quote_to_policy_conversion'],
    // Two figures stay, each under its own name, and a bridge between them: none of the three settles it alone.
    ['Premium of a month', undefined],
    ['Written premium in policy admin and ledger', 'written_premium_difference'],
  ],
  manufacturer: [
    ['Scrap rate: start-up shots', 'scrap_rate'],
    ['Scrap rate: the date that counts', 'scrap_rate'],
  ],
  staffing: [['Fill rate', 'fill_rate']],
  'vehicle-hire': [
    ['Utilisation in July', 'utilisation'],
    ['Revenue per unit in July', 'revenue_per_unit'],
  ],
};

async function answer<T>(brief: string, task: string, form: z.ZodType<T>): Promise<T> {
  const path = ['.mend', ''].map((again) => join(root, 'eval/answers', brief, `${task}${again}.json`)).find(existsSync);
  return z.object({ answer: form }).parse(JSON.parse(await readFile(path ?? '', 'utf8'))).answer;
}

describe('the metric that settles a disagreement', () => {
  it.each(Object.entries(settled))('is the right one or none for %s', async (brief, expected) => {
    const { disagreements } = await answer(brief, 'understand-customer', understandingAnswer);
    const { metrics } = await answer(brief, 'design-models', designAnswer);
    const found = disagreements.map((one) => [one.about, settlingMetric(one, metrics)?.name]);
    expect(found).toEqual(expected);
  });

  const metrics = [
    { name: 'sales', label: 'Sales' },
    { name: 'net_sales', label: 'Net sales' },
    { name: 'gross_sales', label: 'Gross sales' },
    { name: 'sales_per_shop', label: 'Sales per shop' },
  ];
  const by = (about: string, settledBy: string, metric?: string) =>
    settlingMetric({ about, settled_by: settledBy, metric }, metrics)?.name;

  it('is the one that it names outright, and none where that is not there', () => {
    expect(by('Sales', 'Net sales: all less returns.', 'gross_sales')).toBe('gross_sales');
    expect(by('Sales', 'Net sales: all less returns.', 'lost_sales')).toBeUndefined();
  });

  it('is the one that the definition names or defines, before what the number is called by', () => {
    expect(by('Sales of May', 'As in net_sales, by day.')).toBe('net_sales');
    expect(by('Sales of May', 'Net sales: sales less returns.')).toBe('net_sales');
    expect(by('Sales of May', 'The net sales are what counts.')).toBe('net_sales');
    expect(by('Sales of May', 'What was paid.')).toBe('sales');
  });

  it('is never found in a part of a word, or of a longer name', () => {
    expect(by('Turnover', 'All salespeople count, whoever sold.')).toBeUndefined();
    expect(by('Shop sales', 'As the till counts, so net sales.')).toBe('net_sales');
    expect(by('Sales-force size', 'Heads at month end.')).toBeUndefined();
  });

  it('is none where two fit as well, or nothing does', () => {
    const churn = [
      { name: 'customer_churn', label: 'Customer churn' },
      { name: 'revenue_churn', label: 'Revenue churn' },
    ];
    const of = (about: string) => settlingMetric({ about, settled_by: 'Who cancels' }, churn)?.name;
    expect(of('Churn of customers')).toBe('customer_churn');
    expect(of('Churn')).toBeUndefined();
    expect(by('Weather', 'Rain')).toBeUndefined();
  });

  it('must be there where a disagreement names it', () => {
    const naming = (metric: string) =>
      checkDisagreements(
        libraryScenario((input) => {
          input.disagreements = [{ about: 'Loans', versions: ['All', 'Open'], settled_by: 'All', metric }];
        }),
      );
    expect(naming('loans')).toEqual([]);
    expect(naming('lendings')).toEqual([
      { path: 'disagreements[0].metric', message: expect.stringMatching(/lendings/) },
    ]);
  });
});
