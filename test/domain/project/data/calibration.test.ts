import { expect, test } from 'vitest';
import { materialise } from '../../../../src/domain/project/data/materialise.ts';
import type { Cell } from '../../../../src/domain/scenario/cell.ts';
import { ecommerce } from '../../blueprint/ecommerce.ts';

const { scenario, pieces } = ecommerce;

/** Orders of the fuller data that were not cancelled: month and total. */
function orders(asOf: string, shortId: string): { month: string; total: number }[] {
  const data = materialise({ scenario, rows: pieces.rows, dataVolume: 'fuller', asOf, shortId });
  const source = scenario.sources.find(({ table }) => table === 'orders');
  const at = (row: readonly Cell[], name: string) =>
    row[source?.columns.findIndex((column) => column.name === name) ?? -1];
  return (data.dayOne.get('shop.orders') ?? [])
    .filter((row) => at(row, 'state') !== 'cancelled')
    .map((row) => ({ month: String(at(row, 'ordered_at')).slice(0, 7), total: Number(at(row, 'total')) }));
}

test.each([
  ['2026-11-20', 'ab12cd'],
  ['2026-06-30', 'x'],
  ['2027-03-02', 'zz9'],
])('an online shop of %s sells baskets of about 55, and grows as a shop does', (asOf, shortId) => {
  const made = orders(asOf, shortId);
  const average = made.reduce((sum, { total }) => sum + total, 0) / made.length;
  expect(average).toBeGreaterThan(47);
  expect(average).toBeLessThan(63);
  const months = new Map<string, number>();
  for (const { month, total } of made) months.set(month, (months.get(month) ?? 0) + total);
  // The month that the data ends in may not be over.
  const whole = [...months]
    .sort()
    .slice(0, -1)
    .map(([, total]) => total);
  expect(whole.length).toBeGreaterThanOrEqual(12);
  const [most, least] = [Math.max(...whole), Math.min(...whole)];
  expect(most / least).toBeLessThan(5);
  const mean = (part: number[]) => part.reduce((sum, value) => sum + value, 0) / part.length;
  expect(mean(whole.slice(-6))).toBeGreaterThan(mean(whole.slice(0, 6)) * 1.02);
  expect(whole[0]).toBeGreaterThan(mean(whole) / 3);
});
