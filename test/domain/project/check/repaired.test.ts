import { expect, it } from 'vitest';
import { checkRepaired } from '../../../../src/domain/project/check/repaired.ts';
import type { SqlPiece } from '../../../../src/domain/project/piece.ts';

const wrong: SqlPiece = {
  schema: 'sql/1',
  model: 'fct_orders',
  sql: 'final as (select order_id, to_day(ordered_at) as ordered_on from stg_orders)',
  unit_tests: [
    {
      name: 'a_late_order_counts_on_its_own_day',
      description: 'It counts when it was made.',
      incremental: false,
      given: [{ input: 'stg_shop__orders', rows: [{ loaded_at: '2026-06-30 23:50:00', order_id: 1 }] }],
      expect: [{ order_id: 1, ordered_on: '2026-06-29' }],
    },
  ],
};
const sql = 'final as (select order_id, cast(ordered_at as date) as ordered_on from stg_orders)';

it('takes other logic with the same unit tests, whatever the order of their columns', () => {
  const [test] = wrong.unit_tests;
  if (!test) throw new Error('there is a unit test');
  const given = [{ input: 'stg_shop__orders', rows: [{ order_id: 1, loaded_at: '2026-06-30 23:50:00' }] }];
  expect(checkRepaired(wrong, { ...wrong, sql, unit_tests: [{ ...test, given }] })).toEqual([]);
  const other = { ...test, expect: [{ order_id: 1, ordered_on: '2026-06-30' }] };
  expect(checkRepaired(wrong, { ...wrong, sql, unit_tests: [other] })).toHaveLength(1);
});

it('refuses a repair that removes a unit test', () => {
  expect(checkRepaired(wrong, { ...wrong, sql, unit_tests: [] }).map(({ message }) => message)).toEqual([
    'The repair removes the unit test a_late_order_counts_on_its_own_day.',
  ]);
});
