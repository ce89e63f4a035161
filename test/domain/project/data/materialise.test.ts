import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allBatches, batchId } from '../../../../src/domain/project/batch.ts';
import { type MaterialisedData, materialise, type RawData } from '../../../../src/domain/project/data/materialise.ts';
import type { Cell } from '../../../../src/domain/scenario/cell.ts';
import type { Source } from '../../../../src/domain/scenario/source.ts';
import { ecommerce } from '../../blueprint/ecommerce.ts';

const { scenario, pieces } = ecommerce;
const sourceOf = (id: string): Source => {
  const source = scenario.sources.find(({ system, table }) => `${system}.${table}` === id);
  if (!source) throw new Error(`no source ${id}`);
  return source;
};

function make(asOf: string, shortId = 'ab12cd', dataVolume: 'ten' | 'fuller' = 'fuller'): MaterialisedData {
  return materialise({ scenario, rows: pieces.rows, dataVolume, asOf, shortId });
}

/** The cells of one column. */
function column(data: RawData, id: string, name: string): Cell[] {
  const index = sourceOf(id).columns.findIndex((candidate) => candidate.name === name);
  return (data.get(id) ?? []).map((row) => row[index] ?? null);
}

/** Sums an amount by a key, in cents. */
function cents(
  data: RawData,
  id: string,
  key: string,
  amount: (row: ReadonlyMap<string, Cell>) => number,
): Map<Cell, number> {
  const names = sourceOf(id).columns.map(({ name }) => name);
  const sums = new Map<Cell, number>();
  for (const row of data.get(id) ?? []) {
    const named = new Map(names.map((name, index) => [name, row[index] ?? null]));
    const by = named.get(key) ?? null;
    sums.set(by, (sums.get(by) ?? 0) + Math.round(amount(named) * 100));
  }
  return sums;
}

const days = fc
  .date({ min: new Date('2024-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const shortIds = fc.string({ minLength: 1, maxLength: 8 });
const property = (predicate: (data: MaterialisedData, asOf: string) => void): void =>
  fc.assert(
    fc.property(days, shortIds, (asOf, shortId) => predicate(make(asOf, shortId), asOf)),
    { numRuns: 8 },
  );

describe('raw data made from written rows and rules', () => {
  it('puts the ten written rows first, and at least a thousand in every source', () => {
    const ten = make('2026-03-01', 'x', 'ten').dayOne;
    const fuller = make('2026-03-01', 'x').dayOne;
    for (const [id, rows] of fuller) {
      expect(rows.slice(0, 10)).toEqual(ten.get(id));
      expect(rows.length).toBeGreaterThanOrEqual(1_000);
      expect(ten.get(id)).toHaveLength(10);
    }
  });

  it('gives the same rows for the same build, and others for another one', () => {
    expect(make('2026-03-01', 'one')).toEqual(make('2026-03-01', 'one'));
    expect(make('2026-03-01', 'one').dayOne).not.toEqual(make('2026-03-01', 'two').dayOne);
  });

  it('moves written dates by whole days and leaves times of day alone', () => {
    const orders = column(make('2026-07-02', 'x', 'ten').dayOne, 'shop.orders', 'ordered_at');
    expect(orders[0]).toBe('2026-04-16 09:12:00');
    expect(column(make('2024-02-29', 'x', 'ten').dayOne, 'shop.orders', 'ordered_at').at(-1)).toBe(
      '2024-02-29 23:41:00',
    );
  });

  it('never repeats a key on a good day', () => {
    property(({ dayOne, batches }) => {
      for (const data of [dayOne, batches.get('next-day') ?? new Map()]) {
        for (const id of data.keys()) {
          const again = scenario.sources.find(({ system, table }) => `${system}.${table}` === id)?.delivers_versions;
          const loads = column(data, id, 'loaded_at');
          const keys = column(data, id, 'id').map((key, row) => (again ? `${key} ${loads[row]}` : key));
          expect(new Set(keys).size).toBe(keys.length);
        }
      }
    });
  });

  it('joins every key to a row of its parent', () => {
    property(({ dayOne, batches }) => {
      for (const data of [dayOne, new Map([...dayOne, ...(batches.get('next-day') ?? [])])]) {
        for (const source of scenario.sources) {
          const id = `${source.system}.${source.table}`;
          for (const { name, references } of source.columns) {
            if (!references) continue;
            const parents = new Set(column(data, references.source, references.column));
            expect(column(data, id, name).filter((key) => !parents.has(key))).toEqual([]);
          }
        }
      }
    });
  });

  it('dates nothing after the last day, and nothing of the next day more than a day later', () => {
    property(({ dayOne, batches }, asOf) => {
      const next = new Date(Date.parse(asOf) + 86_400_000).toISOString().slice(0, 10);
      for (const [data, last] of [
        [dayOne, asOf],
        [batches.get('next-day') ?? new Map(), next],
      ] as const) {
        for (const [id, rows] of data) {
          const dated = sourceOf(id).columns.flatMap(({ type }, index) =>
            ['date', 'timestamp'].includes(type) ? [index] : [],
          );
          const latest = rows
            .flatMap((row: Cell[]) => dated.map((index) => String(row[index] ?? '')))
            .sort()
            .at(-1);
          expect(latest?.slice(0, 10) <= last).toBe(true);
        }
      }
    });
  });

  it('lets nothing end before it began', () => {
    property(({ dayOne }) => {
      const ordered = column(dayOne, 'shop.orders', 'ordered_at');
      const delivered = column(dayOne, 'shop.orders', 'delivered_at');
      expect(delivered.filter((at, index) => at !== null && String(at) < String(ordered[index]))).toEqual([]);
      const signedUp = new Map(
        column(dayOne, 'shop.customers', 'id').map((id, index) => [
          id,
          column(dayOne, 'shop.customers', 'created_at')[index],
        ]),
      );
      const early = column(dayOne, 'shop.orders', 'customer_id').filter(
        (id, index) => String(signedUp.get(id)) > String(ordered[index]),
      );
      expect(early).toEqual([]);
    });
  });

  it('keeps totals, lines and charges equal to the cent', () => {
    property(({ dayOne }) => {
      const state = new Map(
        column(dayOne, 'shop.orders', 'id').map((id, index) => [id, column(dayOne, 'shop.orders', 'state')[index]]),
      );
      const totals = cents(dayOne, 'shop.orders', 'id', (row) => Number(row.get('total')));
      const lines = cents(
        dayOne,
        'shop.order_items',
        'order_id',
        (row) => Number(row.get('qty')) * Number(row.get('price')),
      );
      const charges = cents(dayOne, 'payments.transactions', 'order_ref', (row) =>
        row.get('type') === 'charge' ? Number(row.get('amount')) : 0,
      );
      for (const [order, total] of totals) {
        if (state.get(order) !== 'completed') continue;
        expect([order, lines.get(order), charges.get(order)]).toEqual([order, total, total]);
      }
    });
  });
});

describe('batches', () => {
  const { dayOne, batches } = make('2026-06-30', 'x', 'ten');

  it('has every batch but the first', () => {
    const ids = allBatches(scenario.incidents.map(({ id }) => id)).map(batchId);
    expect([...batches.keys()].sort()).toEqual(ids.filter((id) => id !== 'day-one').sort());
  });

  it('holds only the sources that differ from day one', () => {
    expect([...(batches.get('unknown-payments-on-day-one') ?? new Map()).keys()]).toEqual(['payments.transactions']);
    for (const data of batches.values()) {
      for (const [id, rows] of data) expect(rows).not.toEqual(dayOne.get(id));
    }
  });

  it('amends a row in place with its newer load time, and appends what arrives', () => {
    const rows = batches.get('next-day')?.get('shop.orders') ?? [];
    expect(rows).toHaveLength(13);
    expect(rows[8]).toEqual([
      1009,
      7,
      '2026-06-28 10:06:00',
      'web',
      'completed',
      14,
      '2026-07-01 09:20:00',
      '2026-07-01 09:30:00',
    ]);
  });

  it('lays an incident on top of each good day', () => {
    const onDayOne = batches.get('delivered-twice-on-day-one')?.get('shop.orders') ?? [];
    const onNextDay = batches.get('delivered-twice-on-next-day')?.get('shop.orders') ?? [];
    expect(onDayOne.slice(0, 10)).toEqual(dayOne.get('shop.orders'));
    expect(onNextDay.slice(0, 13)).toEqual(batches.get('next-day')?.get('shop.orders'));
    expect(onNextDay.slice(13)).toEqual(onDayOne.slice(10));
    expect(batches.get('delivered-twice-on-next-day')?.get('payments.transactions')).toEqual(
      batches.get('next-day')?.get('payments.transactions'),
    );
  });

  it('keeps an incident of fuller data clear of the keys made by rule', () => {
    const { dayOne: fuller } = make('2026-06-30');
    const struck = make('2026-06-30').batches.get('unknown-payments-on-day-one') ?? new Map();
    const made = new Set(column(fuller, 'payments.transactions', 'id'));
    expect(
      column(struck, 'payments.transactions', 'id')
        .slice(-2)
        .filter((id) => made.has(id)),
    ).toEqual([]);
  });
});
