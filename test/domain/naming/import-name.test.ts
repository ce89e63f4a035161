import { describe, expect, it } from 'vitest';
import { importName, primaryEntity } from '../../../src/domain/naming/import-name.ts';
import { libraryScenario } from '../fixtures/library.ts';

describe('an import name', () => {
  it('is the table of a staging model', () => {
    expect(importName('stg_shop__order_items', ['stg_shop__order_items'])).toBe('order_items');
  });

  it('is the full name of any other model', () => {
    expect(importName('int_orders_joined', ['int_orders_joined'])).toBe('int_orders_joined');
  });

  it('is the full name where two tables share theirs', () => {
    const inputs = ['stg_shop__orders', 'stg_erp__orders'];
    expect(inputs.map((input) => importName(input, inputs))).toEqual(inputs);
  });

  it('is the full name where SQL reserves the table', () => {
    expect(importName('stg_shop__order', ['stg_shop__order'])).toBe('stg_shop__order');
  });
});

describe('the primary entity of a mart', () => {
  it('is its primary entity column, else its own name', () => {
    const [loans, , byDay] = libraryScenario().marts;
    expect(loans && primaryEntity(loans)).toBe('loan');
    expect(byDay && primaryEntity(byDay)).toBe('loans_by_day');
  });
});
