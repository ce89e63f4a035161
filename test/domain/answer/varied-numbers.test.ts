import { describe, expect, it } from 'vitest';
import type { SpreadAnswer } from '../../../src/domain/answer/rows.ts';
import type { Cell } from '../../../src/domain/scenario/cell.ts';
import { aTable, type Given, rowsOf } from './further-rows.ts';

const none = { weights: [], minimum: 0, maximum: 0, skew: 1, pattern: '', lists: [], factors: [] };
const amounts = [211.5, 48.35, 24.9, 456.2, 70.15, 35.4, 156.85, 0, 38.65, 97.05];
const valuesOf = (rows: readonly Record<string, Cell>[], name: string) => rows.map((row) => Number(row[name]));

describe('numbers without a spread', () => {
  const { ten, further } = rowsOf(aTable('charge', [['amount', 'amount', amounts]]));
  const made = valuesOf(further, 'amount');

  it('vary in the further rows, while the ten stay as they are', () => {
    expect(valuesOf(ten, 'amount')).toEqual(amounts);
    expect(further).toHaveLength(990);
    expect(new Set(made).size).toBeGreaterThan(300);
    const mostOften = Math.max(
      ...[...Map.groupBy(made.filter(Boolean), (one) => one).values()].map((all) => all.length),
    );
    expect(mostOften).toBeLessThan(30);
  });

  it('stay within the magnitudes of the ten, and come to as much', () => {
    expect(Math.max(...made)).toBeLessThanOrEqual(456.2 * 1.15 + 0.05);
    expect(Math.min(...made.filter(Boolean))).toBeGreaterThanOrEqual(24.9 * 0.85 - 0.05);
    const average = (all: readonly number[]) => all.reduce((sum, one) => sum + one, 0) / all.length;
    expect(average(made) / average(amounts)).toBeGreaterThan(0.93);
    expect(average(made) / average(amounts)).toBeLessThan(1.07);
  });

  it('lie on the steps of the ten, and what is nothing stays nothing', () => {
    expect(made.filter((one) => Math.abs(one * 20 - Math.round(one * 20)) > 1e-6)).toEqual([]);
    expect(made.filter((one) => one === 0).length / made.length).toBeCloseTo(0.1, 1);
  });

  it('are the same for the same build', () => {
    expect(rowsOf(aTable('charge', [['amount', 'amount', amounts]])).further).toEqual(further);
  });

  it('keep what tests demand', () => {
    const tests = [
      { name: 'never_above_460', check: { kind: 'at_most', maximum: 460 } },
      { name: 'never_below_0', check: { kind: 'at_least', minimum: 0 } },
    ];
    const held = valuesOf(rowsOf(aTable('charge', [['amount', 'amount', amounts, { tests }]])).further, 'amount');
    expect(Math.max(...held)).toBeLessThanOrEqual(460);
    expect(Math.max(...held)).toBeGreaterThan(456.2);
  });

  it('keep to what is close by: a share of hardly any range hardly moves', () => {
    const shares = [0.982, 0.976, 0.979, 0.981, 0.973, 0.971, 0.985, 0.978, 0.969, 0.984];
    const { further: rows } = rowsOf(aTable('report', [['availability', 'ratio', shares]]));
    const all = valuesOf(rows, 'availability');
    expect(new Set(all).size).toBeGreaterThan(10);
    expect(Math.min(...all)).toBeGreaterThan(0.96);
    expect(Math.max(...all)).toBeLessThan(0.99);
  });
});

describe('numbers that are no measure', () => {
  const few = [0, 14, 0, 0, 15, 0, 14, 0, 0, 15];
  const zip = [4410, 4411, 3012, 8001, 8004, 4051, 6003, 9000, 7000, 1201];

  it('such as lists of a few values and codes keep to those of the ten', () => {
    const { ten, further } = rowsOf(
      aTable('stop', [
        ['start_up', 'integer', few],
        ['zip', 'integer', zip],
        ['line', 'integer', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]],
      ]),
    );
    for (const name of ['start_up', 'zip', 'line']) {
      expect([...new Set(valuesOf(further, name))].filter((one) => !valuesOf(ten, name).includes(one))).toEqual([]);
    }
  });

  it('go with the word that decides over them', () => {
    const models = ['V112', 'V112', 'V112', 'E82', 'E82', 'N117', 'N117', 'L72', 'E126', 'X1'];
    const power = [3000, 3000, 3000, 2310, 2310, 2405, 2405, 2000, 4200, 1805];
    const { further } = rowsOf(
      aTable('turbine', [
        ['model', 'string', models],
        ['rated', 'integer', power],
      ]),
    );
    const pairs = new Set(further.map(({ model, rated }) => `${model} ${rated}`));
    expect([...pairs].filter((pair) => !models.some((model, at) => pair === `${model} ${power[at]}`))).toEqual([]);
  });
});

describe('numbers of one row', () => {
  const net = [100.4, 220.35, 310.1, 99.9, 450.55, 620.05, 87.7, 133.3, 512.25, 740.6];
  const fee = [10.25, 22.1, 0, 9.95, 45.6, 62.15, 8.8, 13.4, 51.2, 74.05];
  const total = net.map((one, row) => Math.round((one + (fee[row] ?? 0)) * 100) / 100);

  it('that add up go on adding up', () => {
    const { further } = rowsOf(
      aTable('bill', [
        ['net', 'amount', net],
        ['fee', 'amount', fee],
        ['total', 'amount', total],
      ]),
    );
    for (const row of further) expect(Number(row.net) + Number(row.fee)).toBeCloseTo(Number(row.total), 5);
    expect(new Set(valuesOf(further, 'total')).size).toBeGreaterThan(300);
  });

  it('that are multiplied go on being multiplied, also by one that is drawn for itself', () => {
    const pieces = [12, 30, 45, 18, 27, 33, 51, 64, 70, 22];
    const price = [4.5, 7.25, 3.1, 9.9, 2.75, 6.4, 8.15, 5.05, 1.95, 10.3];
    const worth = pieces.map((one, row) => Math.round(one * (price[row] ?? 0) * 100) / 100);
    const spread: SpreadAnswer = { ...none, column: 'pieces', kind: 'range', minimum: 5, maximum: 90 };
    const columns: Given[] = [
      ['pieces', 'integer', pieces],
      ['price', 'amount', price],
      ['worth', 'amount', worth],
    ];
    for (const spreads of [[], [spread]]) {
      const { further } = rowsOf(aTable('lot', columns, spreads));
      for (const row of further) expect(Number(row.pieces) * Number(row.price)).toBeCloseTo(Number(row.worth), 2);
    }
  });

  it('keep their order and their proportions', () => {
    const ordered = [14, 12, 16, 8, 18, 9, 3, 6, 19, 50];
    const filled = [14, 12, 15, 0, 18, 9, 0, 6, 17, 40];
    const commission = net.map((one) => Math.round(one * 18) / 100);
    const { further } = rowsOf(
      aTable('job', [
        ['ordered', 'integer', ordered],
        ['filled', 'integer', filled],
        ['net', 'amount', net],
        ['commission', 'amount', commission],
      ]),
    );
    expect(new Set(valuesOf(further, 'ordered')).size).toBeGreaterThan(12);
    for (const row of further) {
      expect(Number(row.filled)).toBeLessThanOrEqual(Number(row.ordered));
      expect(Number(row.commission) / Number(row.net)).toBeCloseTo(0.18, 2);
    }
  });

  it('are the part of a drawn one that they are in the ten', () => {
    const commission = net.map((one, row) => (row % 2 ? 0 : Math.round(one * 30) / 100));
    const spread: SpreadAnswer = { ...none, column: 'net', kind: 'range', minimum: 20, maximum: 900 };
    const { further } = rowsOf(
      aTable(
        'order',
        [
          ['net', 'amount', net],
          ['commission', 'amount', commission],
        ],
        [spread],
      ),
    );
    const parts = further.map((row) => Number(row.commission) / Number(row.net));
    expect(parts.filter((part) => part !== 0 && Math.abs(part - 0.3) > 0.002)).toEqual([]);
    expect(parts.filter((part) => part > 0).length).toBeGreaterThan(300);
  });
});

describe('numbers of a parent', () => {
  const products = ['P-1', 'P-2', 'P-3', 'P-3', 'P-5', 'P-6', 'P-8', 'P-8', 'P-9', 'P-10'].map((one) =>
    one.replace('P-', 'ARTICLE-'),
  );
  const article = aTable('article', [['weight', 'integer', [11, 22, 33, 44, 55, 66, 77, 88, 99, 12]]]);
  const by: Given = ['article', 'string', products, { references: { source: 'shop.article', column: 'article_no' } }];

  it('the same parent, the same price: as in the ten, or as first made', () => {
    const price = [17.1, 16.25, 18.5, 18.5, 17.75, 18.15, 19.4, 19.4, 17.6, 16.55];
    const { further } = rowsOf(article, aTable('sale', [by, ['price', 'amount', price]]));
    const prices = Map.groupBy(further, (row) => row.article);
    for (const [one, rows] of prices) {
      expect(new Set(rows.map((row) => row.price)).size).toBe(1);
      const at = products.indexOf(String(one));
      if (at >= 0) expect(rows[0]?.price).toBe(price[at]);
    }
    expect(new Set(valuesOf(further, 'price')).size).toBeGreaterThan(15);
  });

  it('an amount that the ten reckon from their parent is reckoned from it', () => {
    const rate = [24.1, 23.4, 26.75, 25.2, 25.6, 25.9, 27.95, 27.3, 24.85, 23.75];
    const placement = aTable('placement', [['rate', 'amount', rate]]);
    const hours = [8, 6, 2, 8, 8, 7, 8, 1.5, 8, 8];
    const reference = { references: { source: 'shop.placement', column: 'placement_no' } };
    const paid = hours.map((one, row) => Math.round(one * (rate[row] ?? 0) * (row === 7 ? 1.5 : 1) * 100) / 100);
    const { further, all } = rowsOf(
      placement,
      aTable('pay', [
        ['placement', 'string', Array.from({ length: 10 }, (_, row) => `PLACEMENT-${row + 1}`), reference],
        ['hours', 'ratio', hours],
        ['paid', 'amount', paid],
      ]),
    );
    const rates = new Map(all[0]?.map((row) => [row.placement_no, Number(row.rate)]));
    for (const row of further) {
      const one = Number(row.hours) * (rates.get(row.placement ?? null) ?? 0);
      expect([one, one * 1.5].some((reckoned) => Math.abs(reckoned - Number(row.paid)) < 0.011)).toBe(true);
    }
    expect(new Set(valuesOf(further, 'paid')).size).toBeGreaterThan(100);
  });
});

it('codes that are made of another column are written as those of the ten', () => {
  const spread = (column: string): SpreadAnswer => ({ ...none, column, kind: 'words', pattern: '3.1-{lot_no}@x' });
  const ten = Array.from({ length: 10 }, (_, row) => `3.1-LOT-${row + 1}@x`);
  const { further } = rowsOf(
    aTable(
      'lot',
      [
        ['certificate', 'string', ten],
        ['email', 'string', ten.map((one) => one.toLowerCase())],
      ],
      [spread('certificate'), spread('email')],
    ),
  );
  for (const { lot_no, certificate, email } of further) {
    expect([certificate, email]).toEqual([`3.1-${lot_no}@x`, `3.1-${String(lot_no).toLowerCase()}@x`]);
  }
});
