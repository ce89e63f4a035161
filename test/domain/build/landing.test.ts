import { describe, expect, test } from 'vitest';
import { landedIncidents, offeredLandings } from '../../../src/domain/build/landing.ts';
import { allBatches, batchId } from '../../../src/domain/project/batch.ts';

const incidents = ['double-orders', 'orphan-payment'];
const offered = (landed: string) =>
  offeredLandings(landed, incidents).map(({ batch, kind }) => `${kind} ${batchId(batch)}`);

describe('what may be landed', () => {
  test('after day one: the next day and every incident', () => {
    expect(offered('day-one')).toEqual([
      'next-day next-day',
      'incident double-orders-on-day-one',
      'incident orphan-payment-on-day-one',
    ]);
  });

  test('after the next day: incidents only, never back to day one', () => {
    expect(offered('next-day')).toEqual(['incident double-orders-on-next-day', 'incident orphan-payment-on-next-day']);
  });

  test('while an incident is landed: only its mending', () => {
    expect(offered('double-orders-on-day-one')).toEqual(['mend day-one']);
    expect(offered('orphan-payment-on-next-day')).toEqual(['mend next-day']);
  });

  test('on an unknown batch: nothing', () => {
    expect(offered('')).toEqual([]);
    expect(offered('elsewhere-on-day-one')).toEqual([]);
  });

  test('every batch of a demo can be reached from day one', () => {
    const reached = new Set(['day-one']);
    for (const landed of reached)
      for (const { batch } of offeredLandings(landed, incidents)) reached.add(batchId(batch));
    expect([...reached].sort()).toEqual(allBatches(incidents).map(batchId).sort());
  });
});

test('the incidents that were landed are those of any good day, and no good day itself', () => {
  const landings = ['next-day', 'double-orders-on-day-one', 'day-one', 'double-orders-on-next-day'];
  expect([...landedIncidents(landings.map((batch) => ({ batch })))]).toEqual(['double-orders']);
  expect(landedIncidents().size).toBe(0);
});
