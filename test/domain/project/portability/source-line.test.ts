import { expect, test } from 'vitest';
import { sourceLine } from '../../../../src/domain/project/portability/source-line.ts';

const source = `{{ config(materialized='table') }}
select
    a,
    {{ dbt.dateadd('day', 1, 'b') }} as c,
    a,
    list_sort({{ d }}) as e
from {{ ref('f') }}`;
const compiled = `
select
    a,

    dateadd(
        day, 1, b
    ) as c,
    a,
    list_sort(g) as e
from demo.f`;

test('a line that Jinja left alone is found again, the second of two equal ones too', () => {
  expect(sourceLine(source, compiled, 3)).toBe(3);
  expect(sourceLine(source, compiled, 8)).toBe(5);
});

test('a line that Jinja changed is found by what it holds', () => {
  expect(sourceLine(source, compiled, 9, 'LIST_SORT')).toBe(6);
});

test('a line that came out of a macro has none', () => {
  expect(sourceLine(source, compiled, 6)).toBeNull();
  expect(sourceLine(source, compiled, 6, 'epoch')).toBeNull();
});
