import { describe, expect, it } from 'vitest';
import { selectedColumns, tableExpressions } from '../../../../src/domain/project/sql/expressions.ts';
import { tokens } from '../../../../src/domain/project/sql/tokens.ts';

describe('common table expressions', () => {
  it('are read through comments, texts, brackets and Jinja', () => {
    const read = tableExpressions(`-- first ) (
paid as (
    select ')' as bracket, sum({{ dbt.dateadd('day', -1, "max(x)") }}) as total from payments /* ( */
),
final as (select * from paid)`);
    expect(read.kind === 'read' && read.expressions.map(({ name }) => name)).toEqual(['paid', 'final']);
  });

  it.each([
    ['select 1', /name as/],
    ['final as (select 1', /never closed/],
    ["final as (select 'a)", /' is opened/],
    ['a as (select 1) b as (select 2)', /comma is expected/],
  ])('refuse %s', (sql, reason) => {
    const read = tableExpressions(sql);
    expect(read.kind === 'malformed' && read.reason).toMatch(reason);
  });
});

describe('the columns of a select', () => {
  it('are named by their alias or their last word', () => {
    const columns = selectedColumns('select a.x, coalesce(y, 0) as z, case when 1 = 1 then 2 end as w from a');
    expect([...columns]).toEqual([
      ['x', 'a . x'],
      ['z', 'coalesce ( y , 0 )'],
      ['w', 'case when 1 = 1 then 2 end'],
    ]);
  });
});

describe('tokens', () => {
  it('are found in linear time in text that never closes', () => {
    const hostile = `'${"{{ 'a' ".repeat(4_000)}`;
    const started = performance.now();
    tokens(hostile);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
