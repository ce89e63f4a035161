import { describe, expect, it } from 'vitest';
import { testNames } from '../../../src/domain/naming/test-names.ts';
import { describeIncidentTests, describeTests } from '../../../src/domain/prompt/describe-tests.ts';
import { repairSql, writeChange, writeRows, writeSql } from '../../../src/domain/prompt/piece-prompts.ts';
import { keysOf, referredSources, rowsWaves } from '../../../src/domain/prompt/rows-order.ts';
import { checkIncidents } from '../../../src/domain/scenario/check/incidents.ts';
import { ancestors, modelGraph, skippedBy } from '../../../src/domain/scenario/graph.ts';
import { ecommerce, shopBrief } from '../blueprint/ecommerce.ts';

const { scenario, pieces } = ecommerce;
const rowsOf = (source: string, more = {}) =>
  writeRows({ scenario, source, brief: shopBrief(), notes: 'About 40,000 orders.', asOf: '2026-06-30', ...more });

describe('the tests that a story may name', () => {
  it('are all of the project, by the names that dbt shows', () => {
    const lines = describeTests(scenario).split('\n');
    expect(lines.map((line) => line.split(' ')[0])).toEqual(testNames(scenario).map(({ name }) => name));
  });

  it('are offered for incidents only where the promise can be kept', () => {
    const graph = modelGraph(scenario);
    const lines = describeIncidentTests(scenario).split('\n');
    expect(lines.length).toBeGreaterThan(10);
    const problems = lines.flatMap((line) => {
      const [, source = '', name = '', kept = ''] = /^(\S+): (\S+) \(.*\); keeps (.*)$/.exec(line) ?? [];
      const test = testNames(scenario).find((one) => one.name === name);
      const incident = {
        id: 'one',
        title: 'One',
        story: 'Something.',
        source,
        promise: { fails: [name], skips: skippedBy(graph, [test?.parents ?? []]), protects: kept.split(', ') },
        say: 'So.',
        mend: 'So.',
      };
      return checkIncidents({ ...scenario, incidents: [incident] });
    });
    expect(problems).toEqual([]);
    expect(lines.filter((line) => line.includes('every_payment_has_an_order'))).toEqual([
      expect.stringMatching(/^payments\.transactions: /),
    ]);
  });

  it('leave out for incidents what would let bad rows into the incremental mart', () => {
    const graph = modelGraph(scenario);
    const fed = scenario.sources
      .map(({ system, table }) => `${system}.${table}`)
      .filter((id) => ancestors(graph, 'fct_orders').has(id));
    const lines = describeIncidentTests(scenario)
      .split('\n')
      .filter((line) => fed.some((id) => line.startsWith(`${id}:`)));
    expect(lines.length).toBeGreaterThan(5);
    expect(lines.filter((line) => !line.includes('fct_orders'))).toEqual([]);
  });
});

describe('rows', () => {
  it('are written after those that they refer to', () => {
    expect(rowsWaves(scenario.sources)).toEqual([
      ['shop.customers', 'shop.products'],
      ['shop.orders'],
      ['shop.order_items', 'payments.transactions'],
    ]);
    expect(referredSources(scenario.sources, 'payments.transactions').sort()).toEqual([
      'shop.customers',
      'shop.orders',
    ]);
  });

  it('go on where sources refer to each other in a circle', () => {
    const [customers, ...others] = scenario.sources;
    if (!customers) throw new Error('no source');
    const [key, ...columns] = customers.columns;
    if (!key) throw new Error('no column');
    const circle = {
      ...customers,
      columns: [{ ...key, references: { source: 'shop.orders', column: 'id' } }, ...columns],
    };
    expect(
      rowsWaves([circle, ...others])
        .flat()
        .sort(),
    ).toHaveLength(scenario.sources.length);
  });

  it('see the rows of what they refer to, and no others', () => {
    const { written } = rowsOf('payments.transactions', { written: pieces.rows });
    expect(written).toContain('Aiko Tanaka');
    expect(written).toContain('2026-05-03 07:25:00');
    expect(written).not.toContain('shop.products');
    expect(rowsOf('payments.transactions').written).toContain('none');
  });

  it('have keys that join, however they are written', () => {
    expect(keysOf(scenario.sources, 'shop.customers')).toEqual({ first: '1001 to 1010', next: '1011' });
    expect(keysOf(scenario.sources, 'payments.transactions').first).toBe('PAY-5001 to PAY-5010');
  });

  it('know their incidents, the rules further on, the figures, and the look-back of the mart that they feed', () => {
    const blanks = rowsOf('shop.orders');
    expect(blanks.incidents).toContain('delivered-twice: must fail each_order_is_delivered_once');
    expect(blanks.incidents).not.toContain('unknown-payments');
    expect(blanks.rules).toContain('completed_orders_are_paid_in_full');
    expect(blanks.facts).toContain('figure: About 40,000 orders.');
    // Three days before the last second of the data's last day are still within the look-back.
    expect(blanks.incremental).toContain('2026-06-28 00:00:00');
    expect(blanks.next_day).toBe('2026-07-01');
    expect(rowsOf('shop.customers').incremental).toContain('no incremental mart');
  });
});

describe('SQL', () => {
  it('is asked for with the grain and the import name of each input, and the tests that read it', () => {
    const { contract } = writeSql({ scenario, model: 'fct_orders' });
    expect(contract).toContain('int_orders_with_payments): one row for each order_id');
    expect(contract).toContain('completed_orders_are_paid_in_full');
    expect(contract).toContain('revenue (sum of fct_orders.gross_revenue)');
    const view = writeSql({ scenario, model: 'int_orders_with_payments' }).contract;
    expect(view).toContain('transactions (the model stg_payments__transactions): one row for each payment_id');
    expect(view).toContain('order_id (integer; a key of shop.orders, many rows may have the same)');
  });

  it('of a change is asked for with the logic that it alters, and its promise', () => {
    const { change, current } = writeChange({ scenario, change: 'payments-joined-raw', current: pieces.sql });
    expect(change).toContain('exactly int_orders_with_payments_has_one_row_per_order_id fails');
    expect(current).toContain('payments_per_order as (');
    expect(current).not.toContain('fct_daily_revenue:');
  });

  it('is repaired with what dbt said, beside the promise of the change that brings it', () => {
    const piece = pieces.changes.find(({ change }) => change === 'payments-joined-raw')?.models[0];
    if (!piece) throw new Error('no piece');
    const alone = repairSql({ scenario, piece, errors: ['line 3: no column paid'] });
    expect(alone.errors).toContain('line 3: no column paid');
    expect(alone.change).toContain('none');
    expect(repairSql({ scenario, piece, errors: [], change: 'payments-joined-raw' }).change).toContain(
      'CI must be red',
    );
  });
});
