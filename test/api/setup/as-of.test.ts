import { expect, test } from 'vitest';
import { asOfDay } from '../../../src/api/setup/as-of.ts';

test('the data ends the day before the call, and yesterday where no call is named', () => {
  const morning = new Date('2026-11-21T09:02:00Z');
  expect(asOfDay('2026-12-01', 'UTC', morning)).toBe('2026-11-30');
  expect(asOfDay(undefined, 'UTC', morning)).toBe('2026-11-20');
  // Where the person is, it is still yesterday.
  expect(asOfDay(undefined, 'America/Los_Angeles', new Date('2026-03-01T02:00:00Z'))).toBe('2026-02-27');
});
