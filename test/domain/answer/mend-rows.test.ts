import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectedKeys } from '../../../src/domain/answer/expected-keys.ts';
import { mendRows } from '../../../src/domain/answer/mend-rows.ts';
import type { MendingRule } from '../../../src/domain/answer/mending.ts';
import type { RowsPiece } from '../../../src/domain/project/piece.ts';
import type { Cell, Row } from '../../../src/domain/scenario/cell.ts';
import { type Source, source as sourceSchema } from '../../../src/domain/scenario/source.ts';

const column = { description: 'A column.', nullable: false } as const;
const guests = sourceSchema.parse({
  system: 'club',
  table: 'guests',
  entity: 'guest',
  description: 'People.',
  staging_purpose: 'Names.',
  loaded_at: 'loaded_at',
  columns: [
    { ...column, name: 'id', type: 'string', primary_key: true },
    { ...column, name: 'loaded_at', type: 'timestamp' },
  ],
});
const visits = sourceSchema.parse({
  system: 'club',
  table: 'visits',
  entity: 'visit',
  description: 'Visits.',
  staging_purpose: 'Names.',
  loaded_at: 'loaded_at',
  columns: [
    { ...column, name: 'id', type: 'integer', primary_key: true },
    { ...column, name: 'guest_id', type: 'string', references: { source: 'club.guests', column: 'id' } },
    { ...column, name: 'state', type: 'string', accepted_values: ['booked', 'seated', 'no show'] },
    { ...column, name: 'bill', type: 'amount' },
    { ...column, name: 'booked_on', type: 'date' },
    {
      ...column,
      name: 'seated_on',
      type: 'date',
      nullable: true,
      tests: [{ name: 'seated_after_booking', check: { kind: 'not_before', column: 'booked_on' } }],
    },
    { ...column, name: 'loaded_at', type: 'timestamp' },
  ],
});
const sources: Source[] = [guests, visits];
const guestKeys = expectedKeys(sources, 'club.guests');

function soundRow(index: number): Row {
  const day = `2026-06-${String(index + 10).padStart(2, '0')}`;
  return [2_001 + index, guestKeys[index % 10] ?? null, 'seated', 20 + index, day, day, `${day} 23:59:59`];
}

function pieceOf(day_one: Row[], further: Partial<RowsPiece> = {}): RowsPiece {
  return {
    schema: 'rows/1',
    source: 'club.visits',
    as_of: '2026-06-30',
    day_one,
    next_day: { append: [], amend: [] },
    incidents: {},
    fuller: { columns: {} },
    ...further,
  };
}

const sound = Array.from({ length: 10 }, (_, index) => soundRow(index));
const at = (name: string) => visits.columns.findIndex((one) => one.name === name);

function mendedBy(rule: MendingRule, change: (rows: Row[]) => Row[]) {
  const { piece, mended } = mendRows(pieceOf(change(sound)), visits, sources);
  expect(mended.map((one) => one.rule)).toContain(rule);
  return piece.day_one;
}

function withCell(row: number, name: string, cell: Cell) {
  return (rows: Row[]) => rows.map((cells, index) => (index === row ? cells.with(at(name), cell) : cells));
}

describe('mending rows', () => {
  it('leaves sound rows as they are and says nothing', () => {
    expect(mendRows(pieceOf(sound), visits, sources)).toEqual({ piece: pieceOf(sound), mended: [] });
  });

  it('gives ten rows where there were more or fewer', () => {
    expect(mendedBy('ten-rows', (rows) => rows.slice(0, 7))).toHaveLength(10);
    expect(mendedBy('ten-rows', (rows) => [...rows, soundRow(3)])).toHaveLength(10);
  });

  it('gives rows the keys that children refer to, and deliveries follow', () => {
    const odd = sound.map((row, index) => row.with(0, index < 2 ? 7 : 20 + index));
    const { piece, mended } = mendRows(
      pieceOf(odd, {
        next_day: { append: [soundRow(2)], amend: [{ key: 25, set: { state: 'seated' } }] },
        incidents: { twice: { append: [odd[4] ?? []], amend: [] } },
      }),
      visits,
      sources,
    );
    expect(mended.map(({ rule }) => rule)).toEqual(['own-keys']);
    expect(piece.day_one.map(([key]) => key)).toEqual(expectedKeys(sources, 'club.visits').slice(0, 10));
    expect(piece.next_day.amend[0]?.key).toBe(2_006);
    expect(piece.next_day.append[0]?.[0]).toBe(2_011);
    expect(piece.incidents.twice?.append[0]?.[0]).toBe(2_005);
  });

  it('joins references that dangle', () => {
    const rows = mendedBy('joining-keys', withCell(3, 'guest_id', 'G-9'));
    expect(guestKeys).toContain(rows[3]?.[at('guest_id')]);
  });

  it('takes the known value that was meant, else the most common one', () => {
    expect(mendedBy('known-values', withCell(3, 'state', 'No_Show'))[3]?.[at('state')]).toBe('no show');
    expect(mendedBy('known-values', withCell(3, 'state', 'lost'))[3]?.[at('state')]).toBe('seated');
  });

  it('replaces a value of another type', () => {
    expect(typeof mendedBy('typed-values', withCell(3, 'bill', 'about twenty'))[3]?.[at('bill')]).toBe('number');
    expect(mendedBy('typed-values', withCell(3, 'booked_on', '2026-02-31'))[3]?.[at('booked_on')]).toMatch(/^2026-06/);
  });

  it('fills what must not be empty', () => {
    expect(mendedBy('no-gaps', withCell(3, 'state', null))[3]?.[at('state')]).toBe('seated');
  });

  it('puts dates in order', () => {
    const [row] = mendedBy('order-of-dates', withCell(0, 'seated_on', '2026-06-01'));
    expect(row?.[at('seated_on')]).toBe(row?.[at('booked_on')]);
  });

  it('brings the future back to the last day', () => {
    const [row] = mendedBy('no-future', withCell(0, 'seated_on', '2026-08-01'));
    expect(row?.[at('seated_on')]).toBe('2026-06-30');
  });

  it('leaves what an incident delivers wrong', () => {
    const wrong = soundRow(0).with(at('guest_id'), 'nobody');
    const { piece } = mendRows(
      pieceOf(sound, { incidents: { orphan: { append: [wrong], amend: [] } } }),
      visits,
      sources,
    );
    expect(piece.incidents.orphan?.append).toEqual([wrong]);
  });

  it('makes any rows at all sound', () => {
    const cell = fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.integer({ min: -5, max: 2_000 }),
      fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }),
      fc.boolean(),
      fc.constant(null),
      fc.constantFrom('2026-06-12', '2027-01-01', '2026-06-12 10:00:00', 'seated', ...guestKeys.map(String)),
    );
    const anyRow = fc.array(cell, { minLength: 4, maxLength: 9 });
    fc.assert(
      fc.property(fc.array(anyRow, { minLength: 1, maxLength: 14 }), (rows) => {
        const { piece } = mendRows(pieceOf(rows), visits, sources);
        expect(piece.day_one).toHaveLength(10);
        expect(new Set(piece.day_one.map(([key]) => key)).size).toBe(10);
        for (const row of piece.day_one) {
          const [key, guest, state, bill, booked, seated, loaded] = row;
          expect(row).toHaveLength(visits.columns.length);
          expect(Number.isSafeInteger(key)).toBe(true);
          expect(guestKeys).toContain(guest);
          expect(['booked', 'seated', 'no show']).toContain(state);
          expect(typeof bill).toBe('number');
          expect(String(booked) <= '2026-06-30').toBe(true);
          if (seated !== null) expect(String(seated) >= String(booked)).toBe(true);
          expect(String(loaded).slice(0, 10) >= String(seated ?? booked)).toBe(true);
        }
        expect(mendRows(piece, visits, sources).mended).toEqual([]);
      }),
    );
  });
});
