import { expect, test } from 'vitest';
import { readBoard } from '../../../src/domain/rehearsal/board.ts';
import { compareBoard } from '../../../src/domain/rehearsal/compare-board.ts';
import { sayKpi, sayMove } from '../../../src/domain/rehearsal/say-kpi.ts';
import { aKeptBoard, aKpi } from '../../views/fixtures/board.ts';

test('a board has its KPIs in their order; what is none is kept apart with the reason', () => {
  const strange = JSON.stringify({ ...aKpi(), ytd: { value: '1', prior: null, difference: null, percent: null } });
  const { kpis, unreadable } = readBoard(
    aKeptBoard([aKpi({ code: 'second', sort_order: 2 }), aKpi({ code: 'first' }), 'nothing', strange, '[1]']),
  );
  expect(kpis.map(({ code }) => code)).toEqual(['first', 'second']);
  expect(unreadable.map(({ why }) => why)).toEqual([
    'it is no JSON: nothing',
    expect.stringContaining('ytd.value: '),
    expect.stringContaining('the object: '),
  ]);
  expect(readBoard({ asOf: '2026-11-20', payloads: [null] }).unreadable).toEqual([
    { payload: null, why: 'it is empty' },
  ]);
});

test('a board that can be drawn holds, and one with a row that cannot, a KPI twice or no row is told', () => {
  const seen = (...args: Parameters<typeof aKeptBoard>) => compareBoard('agg_kpi', aKeptBoard(...args));
  expect(seen([aKpi(), aKpi({ code: 'other' })])).toMatchObject({ passed: true, seen: '2 KPIs of 2026-11-20' });
  expect(seen([aKpi(), '{}'])).toMatchObject({
    passed: false,
    seen: expect.stringContaining('1 of 2 rows of 2026-11-20 cannot be drawn: kpi_id'),
  });
  expect(seen([aKpi(), aKpi()])).toMatchObject({ passed: false, seen: 'two rows of 2026-11-20 carry wine_revenue' });
  expect(compareBoard('agg_kpi', undefined)).toMatchObject({ passed: false, seen: 'no rows in agg_kpi' });
});

test('values and moves are said in their format', () => {
  expect(sayKpi(12_345.6, 'currency', 'EUR')).toBe('€12,346');
  expect(sayKpi(84.5, 'currency', 'USD')).toBe('$84.50');
  expect(sayKpi(0.1234, 'percent', 'USD')).toBe('12.3%');
  expect(sayKpi(1_204, 'number', 'USD')).toBe('1,204');
  expect(sayKpi(1_251_234, 'currency', 'USD')).toBe('$1.25M');
  expect(sayKpi(null, 'number', 'USD')).toBe('–');
  const span = { value: 5, prior: 4, difference: 1, percent: 0.25 };
  expect(sayMove(span, 'number', 'USD')).toEqual({ direction: 'up', words: 'up 25%' });
  expect(sayMove({ ...span, difference: -1, percent: -0.2 }, 'currency', 'USD').words).toBe('down 20%');
  expect(sayMove({ value: 0.3, prior: 0.25, difference: 0.05, percent: 0.2 }, 'percent', 'USD').words).toBe(
    'up 5 points',
  );
  expect(sayMove({ value: 5, prior: 0, difference: 5, percent: null }, 'currency', 'USD').words).toBe('up $5.00');
  expect(sayMove({ value: 5, prior: 5, difference: 0, percent: 0 }, 'number', 'USD').words).toBe('unchanged');
  expect(sayMove({ value: 5, prior: null, difference: null, percent: null }, 'number', 'USD')).toEqual({
    direction: 'unknown',
    words: 'none before',
  });
  expect(sayMove({ value: null, prior: 5, difference: null, percent: null }, 'number', 'USD').words).toBe('no value');
  expect(sayMove({ ...span, difference: 0.01 }, 'percent', 'USD').words).toBe('up 1 point');
});
