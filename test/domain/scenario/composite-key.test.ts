import { describe, expect, it } from 'vitest';
import { testNames } from '../../../src/domain/naming/test-names.ts';
import { checkPieces } from '../../../src/domain/project/check/check-pieces.ts';
import { deliver } from '../../../src/domain/project/data/deliver.ts';
import { stagingSql } from '../../../src/domain/project/render/staging.ts';
import { bitesOf, partColumns } from '../../../src/domain/scenario/biting-cases.ts';
import { checkScenario } from '../../../src/domain/scenario/check/check-scenario.ts';
import type { Scenario } from '../../../src/domain/scenario/scenario.ts';
import { ecommerce } from '../blueprint/ecommerce.ts';

const { scenario, pieces } = ecommerce;

/** The shop, where a line is named by its order and its product instead of by a number of its own. */
function keyedBy(columns: readonly string[], composite = true): Scenario {
  const sources = scenario.sources.map((source) =>
    source.table === 'order_items'
      ? {
          ...source,
          ...(composite && { composite_key: true as const }),
          columns: source.columns.map((column) => ({ ...column, primary_key: columns.includes(column.name) })),
        }
      : source,
  );
  return { ...scenario, sources };
}

const keyed = keyedBy(['order_id', 'product_id']);
const lines = keyed.sources.filter(({ table }) => table === 'order_items');

describe('a key of several columns', () => {
  it('is sound where the source says so, with rows that are unique together', () => {
    expect(checkScenario(keyed)).toEqual([]);
    expect(checkPieces(keyed, pieces)).toEqual([]);
    const messages = (other: Scenario) => checkScenario(other).map(({ message }) => message);
    expect(messages(keyedBy(['order_id', 'product_id'], false))).toContainEqual(
      expect.stringMatching(/exactly one primary key column; it has 2/),
    );
    expect(messages(keyedBy(['order_id']))).toContainEqual(expect.stringMatching(/two primary key columns or more/));
    expect(checkPieces(keyedBy(['product_id', 'qty']), pieces).map(({ message }) => message)).toContainEqual(
      expect.stringMatching(/shop\.order_items has a key twice/),
    );
  });

  it('is tested as a whole, and every column of it by itself', () => {
    const tests = testNames(keyed).filter(({ on }) => on === 'shop.order_items');
    expect(tests.map(({ name, check }) => [name, check.kind])).toEqual([
      ['each_order_item_is_delivered_once', 'unique_combination'],
      ['every_order_item_arrives_with_its_order_id', 'not_null'],
      ['every_order_item_arrives_with_its_product_id', 'not_null'],
    ]);
    expect(tests[0]?.check).toMatchObject({ columns: ['order_id', 'product_id'] });
  });

  it('tells versions of one row apart from other rows', () => {
    const versions = lines.map((source) => ({ ...source, delivers_versions: true }));
    expect(versions.map(stagingSql).join()).toContain('partition by order_id, product_id order by loaded_at desc');
    const sources = keyed.sources.map((source) => versions.find(({ table }) => table === source.table) ?? source);
    const tests = testNames({ ...keyed, sources });
    expect(tests.find(({ name }) => name === 'each_order_item_is_kept_once')?.check).toEqual({
      kind: 'unique_combination',
      columns: ['order_id', 'product_id'],
    });
    expect(tests.find(({ name }) => name === 'each_order_item_version_is_delivered_once')?.check).toMatchObject({
      columns: ['order_id', 'product_id', 'loaded_at'],
    });
  });

  it('names the row that a delivery changes', () => {
    const [source] = lines;
    const rows = [
      [1, 1001, 1, 2, 14, '2026-04-14 10:00:00'],
      [2, 1001, 2, 1, 24, '2026-04-14 10:00:00'],
    ];
    const amend = [{ key: [1001, 2], set: { qty: 3 } }];
    const landed = source && deliver(rows, { append: [], amend }, source, { days: 0, loadedAt: '2026-07-01 06:00:00' });
    expect(landed).toEqual([rows[0], [2, 1001, 2, 3, 24, '2026-07-01 06:00:00']]);
  });

  it('makes its rows parts of what its first column names, whichever source comes first', () => {
    const reversed = { ...keyed, sources: keyed.sources.toReversed() };
    expect(bitesOf(reversed).find(({ bites }) => bites === 'late')?.source).toBe('shop.orders');
    expect(lines.flatMap((source) => partColumns(source, reversed)).map(({ name }) => name)).toEqual(['order_id']);
  });
});
