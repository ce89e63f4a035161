import { describe, expect, it } from 'vitest';
import { asOf, aTable, type Given, rowsOf } from './further-rows.ts';

const ten = <One>(make: (row: number) => One): One[] => Array.from({ length: 10 }, (_, row) => make(row));
const two = (number: number) => String(number).padStart(2, '0');
const firsts = ten((row) => `2026-0${(row % 5) + 1}-01`);
const monthOf = (date: unknown) => String(date).slice(0, 7);
const dayOf = (date: unknown) => String(date).slice(0, 10);

describe('dates that are always the first of a month', () => {
  const ends = ten((row) => new Date(Date.UTC(2026, (row % 5) + 1, 0)).toISOString().slice(0, 10));
  const sent = ten((row) => `2026-0${(row % 5) + 2}-0${(row % 7) + 3}`);
  const { further } = rowsOf(
    aTable('report', [
      ['period', 'date', firsts],
      ['period_end', 'date', ends],
      ['sent_on', 'date', sent],
    ]),
  );

  it('stay so in further rows, over the months that these go back', () => {
    expect(further.filter(({ period }) => !String(period).endsWith('-01'))).toEqual([]);
    expect(new Set(further.map(({ period }) => period)).size).toBeGreaterThan(2);
    expect(further.filter(({ period }) => String(period) > asOf)).toEqual([]);
  });

  it('so do last days of a month, of the month that the ten have beside it', () => {
    for (const { period, period_end } of further) {
      const [year, month] = String(period).split('-').map(Number);
      expect(period_end).toBe(new Date(Date.UTC(year ?? 0, month ?? 0, 0)).toISOString().slice(0, 10));
    }
  });

  it('and what follows them is on any day', () => {
    expect(new Set(further.map(({ sent_on }) => String(sent_on).slice(8))).size).toBeGreaterThan(5);
    expect(further.filter(({ period, sent_on }) => String(sent_on) <= String(period))).toEqual([]);
  });

  it('lie as many months from other dates of the row as in the ten', () => {
    const posted = ten((row) => `2026-05-${two(row * 2 + 8)}`);
    const periods = posted.map((_, row) => (row === 4 ? '2026-06-01' : '2026-05-01'));
    const { further: rows } = rowsOf(
      aTable('entry', [
        ['posted_on', 'date', posted],
        ['period', 'timestamp', periods.map((one) => `${one} 00:00:00`)],
      ]),
    );
    const late = rows.filter(({ posted_on, period }) => monthOf(posted_on) !== monthOf(period));
    expect(rows.filter(({ period }) => !String(period).endsWith('-01 00:00:00'))).toEqual([]);
    expect(late.length).toBeGreaterThan(20);
    expect(late.length).toBeLessThan(200);
    expect(late.filter(({ posted_on, period }) => String(period) < String(posted_on))).toEqual([]);
  });

  it('are those of their parent where the ten are', () => {
    const contract = aTable('contract', [['starts_on', 'date', firsts]]);
    const contracts = ten((row) => `CONTRACT-${row + 1}`);
    const by: Given = [
      'contract',
      'string',
      contracts,
      { references: { source: 'shop.contract', column: 'contract_no' } },
    ];
    const bills = firsts.map((one, row) => (row % 2 ? one : `2026-0${(row % 5) + 2}-01`));
    const { further: rows, all } = rowsOf(contract, aTable('bill', [by, ['billed_for', 'date', bills]]));
    const starts = new Map(all[0]?.map(({ contract_no, starts_on }) => [contract_no, String(starts_on)]));
    for (const row of rows) {
      const start = starts.get(row.contract ?? null) ?? '';
      expect(String(row.billed_for) >= start && String(row.billed_for).endsWith('-01')).toBe(true);
      expect(Date.parse(String(row.billed_for)) - Date.parse(start)).toBeLessThan(32 * 86_400_000);
    }
  });
});

describe('moments that are always at midnight', () => {
  it('stay so, on the day that the ten have beside the other moments', () => {
    const at = ten((row) => `2026-06-${two(row + 10)} ${two(9 + row)}:${two(row * 6)}:00`);
    const { further } = rowsOf(
      aTable('payment', [
        ['paid_at', 'timestamp', at],
        ['value_date', 'timestamp', at.map((one) => `${dayOf(one)} 00:00:00`)],
      ]),
    );
    for (const { paid_at, value_date } of further) expect(value_date).toBe(`${dayOf(paid_at)} 00:00:00`);
    expect(new Set(further.map(({ paid_at }) => String(paid_at).slice(11))).size).toBeGreaterThan(50);
  });

  it('also where a row begins with one', () => {
    const { further } = rowsOf(
      aTable('stay', [['day', 'timestamp', ten((row) => `2026-06-${two(row + 9)} 00:00:00`)]]),
    );
    expect(further.filter(({ day }) => !String(day).endsWith(' 00:00:00'))).toEqual([]);
    expect(new Set(further.map(({ day }) => day)).size).toBeGreaterThan(60);
  });
});

describe('rows that refer to several others', () => {
  const tool = aTable('tool', [['in_use_since', 'date', ten((row) => `2026-0${Math.ceil((row + 1) / 2)}-1${row}`)]]);
  const metal = aTable('metal', [['received_on', 'date', ten((row) => `2026-0${(row % 3) + 2}-${two(row + 11)}`)]]);
  const quote = aTable('quote', [['quoted_at', 'timestamp', ten((row) => `2026-05-${two(row + 11)} 10:3${row}:00`)]]);
  const to = (table: string, keys: readonly (string | null)[], more = {}): Given => [
    table,
    'string',
    keys,
    { references: { source: `shop.${table}`, column: `${table}_no` }, ...more },
  ];
  const key = (table: string) => (row: number) => `${table.toUpperCase()}-${row + 1}`;
  const lot = aTable('lot', [
    to('tool', ten(key('tool'))),
    to('metal', ten(key('metal'))),
    to(
      'quote',
      ten((row) => (row % 2 ? null : key('quote')(row))),
      { nullable: true },
    ),
    ['cast_at', 'timestamp', ten((row) => `2026-06-${two(row + 10)} 14:2${row}:00`)],
  ]);
  const { further, all } = rowsOf(tool, metal, quote, lot);
  const began = (table: number, name: string, by: string, column: string) => {
    const dates = new Map(all[table]?.map((row) => [row[by], String(row[column])]));
    return (row: (typeof further)[number]) => dates.get(row[name] ?? null);
  };
  const parents = [
    began(0, 'tool', 'tool_no', 'in_use_since'),
    began(1, 'metal', 'metal_no', 'received_on'),
    began(2, 'quote', 'quote_no', 'quoted_at'),
  ];

  it('come after all of them, also after one that not every row has', () => {
    expect(further.length).toBeGreaterThan(900);
    const early = further.filter((row) => parents.some((of) => String(row.cast_at) < (of(row) ?? '')));
    expect(early).toEqual([]);
    expect(further.some(({ quote: one }) => one === null)).toBe(true);
    expect(further.some(({ quote: one }) => one !== null)).toBe(true);
  });

  it('do not where the ten do not', () => {
    const old = lot.rows.map((row, index) => (index === 3 ? row.with(4, '2026-01-02 08:00:00') : row));
    const { further: rows, all: tables } = rowsOf(tool, metal, quote, { ...lot, rows: old });
    const received = new Map(tables[1]?.map((row) => [row.metal_no, String(row.received_on)]));
    expect(rows.some(({ metal: one, cast_at }) => String(cast_at) < (received.get(one ?? null) ?? ''))).toBe(true);
  });
});
