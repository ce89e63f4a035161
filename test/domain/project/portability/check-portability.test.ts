import { describe, expect, test } from 'vitest';
import { checkCompiled, checkPortability } from '../../../../src/domain/project/portability/check-portability.ts';

const linesOf = (sql: string) => checkPortability(new Map([['models/marts/one.sql', sql]])).map(({ line }) => line);

describe('SQL that only some warehouses take', () => {
  test.each([
    ['a cast with ::', 'select\n    amount::numeric as amount\nfrom orders'],
    ['a query that begins with from', 'with a as (\n    from orders\n    select id\n)\nselect id from a'],
    ['a star without a column', 'select\n    * exclude (id)\nfrom orders'],
    ['a list', "select 1 as one\nfrom orders where status in ['paid', 'open']"],
    ['a structure', "select 1 as one,\n    {'a': 1} as parts\nfrom orders"],
    ['distinct on', 'select\n    distinct on (id) id\nfrom orders'],
    ['group by all', 'select id, count(*) as n from orders\ngroup by all'],
    ['filter behind an aggregate', "select\n    sum(amount) filter (where status = 'paid') as paid\nfrom orders"],
    [
      'a running aggregate without a frame',
      'select 1 as one,\n    sum(amount) over (partition by a order by b) as t\nfrom o',
    ],
    ['a name in double quotes', 'select 1 as one,\n    "Amount" as amount\nfrom orders'],
    ['a name in backticks', 'select 1 as one,\n    `amount` as paid\nfrom orders'],
    ['an arrow', "select 1 as one,\n    payload->'a' as a\nfrom orders"],
    ['whole division', 'select 1 as one,\n    a // b as c\nfrom orders'],
    ['qualify', 'select id from orders\nqualify row_number() over (partition by id order by at) = 1'],
    ['date_trunc by hand', "select 1 as one,\n    date_trunc('month', at) as month\nfrom orders"],
    ['an interval by hand', "select 1 as one,\n    at + interval '1 day' as later\nfrom orders"],
    ['a function of DuckDB', "select 1 as one,\n    strptime(at, '%Y') as year\nfrom orders"],
    ['a type of DuckDB', 'select 1 as one,\n    cast(amount as double) as amount\nfrom orders'],
    ['a semi join', 'select a.id from a\nsemi join b on a.id = b.id'],
    [
      'a date moved by a fraction',
      "select 1 as one,\n    {{ dbt.dateadd('day', 'generated_number - 1', 'start') }} as d\nfrom n",
    ],
  ])('is found at its line: %s', (_, sql) => {
    expect(linesOf(sql)).toEqual([2]);
  });

  test('is not found in what every warehouse takes', () => {
    const sql = `{{ config(materialized='table') }}
-- qualify, :: and "quotes" stand in a comment
with paid as (
    select id, at, sum(amount) over (partition by id order by at rows between unbounded preceding and current row) as total
    from {{ ref('orders') }}
    where status in ('a::b', 'from', '[x]') and not amount < -1
),
numbered as (
    select paid.*, row_number() over (partition by id order by at) as place, sum(total) over (partition by id) as whole
    from paid
)
select
    cast(id as {{ dbt.type_bigint() }}) as id,
    extract(year from at) as year,
    range,
    date_part,
    {{ dbt.date_trunc('month', 'at') }} as month_start,
    {{ dbt.dateadd('day', 'cast(generated_number - 1 as ' ~ dbt.type_int() ~ ')', 'at') }} as later
from numbered
group by 1, 2
`;
    expect(checkPortability(new Map([['models/marts/one.sql', sql]]))).toEqual([]);
  });

  test('is looked for in SQL files alone', () => {
    expect(
      checkPortability(
        new Map([
          ['README.md', 'select a::b'],
          ['seeds/a.csv', 'a::b'],
        ]),
      ),
    ).toEqual([]);
  });
});

describe('compiled SQL', () => {
  test('is held to what its own warehouse takes', () => {
    const sql = 'select\n    amount::numeric as amount\nfrom `demo`.`analytics`.`orders`';
    expect(checkCompiled(sql, 'bigquery').map(({ line }) => line)).toEqual([2]);
    expect(checkCompiled(sql, 'databricks')).toEqual([]);
    expect(checkCompiled(sql, 'snowflake').map(({ line }) => line)).toEqual([3, 3, 3]);
  });
});
