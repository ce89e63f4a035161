import { describe, expect, test } from 'vitest';
import { checkQuestionSql, withAsOf } from '../../../../src/domain/project/check/question-sql.ts';

const proof = (sql: string) => checkQuestionSql(sql, { tables: ['orders', 'customers'], portable: false });

describe('the SQL of a question', () => {
  test('may read its tables in every way that SQL has', () => {
    const sql = `with recent(id, day) as (
        select id, extract(year from ordered_on) from orders where ordered_on <= {{ as_of() }}
      ), told as (select * from recent)
      select customers.segment, count(*), trim(both ' ' from min(segment))
      from told, customers as c
      left join (select * from customers where id is distinct from 3) as customers on customers.id = told.id
      cross join generate_series(1, 2)
      group by 1`;
    expect(proof(sql)).toEqual([]);
  });

  test('reads nothing else, however it is written', () => {
    const others = [
      'select * from orders join dim_customers using (id)',
      'select * from orders, dim_customers',
      'select * from orders where id in (select id from dim_customers)',
      'with x as (select * from dim_customers) select * from x, orders',
    ];
    for (const sql of others)
      expect([sql, ...proof(sql)]).toEqual([sql, expect.stringContaining('reads dim_customers')]);
    expect(proof('select * from main.orders')).toContainEqual(expect.stringContaining('reads main.orders'));
    expect(proof('select 1 as n')).toEqual(['It reads none of orders, customers.']);
  });

  test('changes nothing, asks no clock, reads no file and holds no Jinja but the last day', () => {
    expect(proof('delete from orders')).toContainEqual(expect.stringContaining('begins with select'));
    expect(proof('select * from orders; drop table orders')).toContainEqual(expect.stringContaining('semicolon'));
    expect(proof('select current_date from orders')).toContainEqual(expect.stringContaining('as_of()'));
    expect(proof("select * from orders, read_csv('x')")).toContainEqual(expect.stringContaining('read_csv'));
    expect(proof("select {{ env_var('KEY') }} from orders")).toContainEqual(
      expect.stringContaining('only {{ as_of() }}'),
    );
    expect(proof("select '{{ as_of() }}' from orders")).toContainEqual(expect.stringContaining('only {{ as_of() }}'));
  });

  test('of a model runs on every warehouse; a proof may use what DuckDB has', () => {
    const sql = "select date_trunc('month', ordered_on), count(*) from orders group by 1";
    expect(proof(sql)).toEqual([]);
    expect(checkQuestionSql(sql, { tables: ['orders'], portable: true })).toEqual([
      'date_trunc does not run on every warehouse: give the model a column for it.',
    ]);
  });

  test('is run with the last day of the data', () => {
    expect(withAsOf('select {{ as_of() }} - day from orders', '2026-11-20')).toBe(
      "select cast('2026-11-20' as date) - day from orders",
    );
  });
});
