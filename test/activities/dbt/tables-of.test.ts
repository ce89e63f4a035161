import { expect, test } from 'vitest';
import { martsOf, tablesOf } from '../../../src/activities/dbt/tables.ts';
import { pipelineScenario } from '../../domain/fixtures/pipeline.ts';

const scenario = pipelineScenario();
const schemas = new Map(tablesOf(scenario, 'acme_1').map(({ name, schema }) => [name, schema]));

test('every table is looked for in the schema that it is built into', () => {
  expect(Object.fromEntries(schemas)).toMatchObject({
    raw_desk__loans: 'acme_1_raw',
    fee_rules: 'acme_1',
    dim_measure: 'acme_1_numbers',
    stg_desk__loans: 'acme_1',
    fct_loans: 'acme_1',
    dim_date: 'acme_1_numbers',
    library_numbers: 'acme_1_numbers',
    member_history: 'acme_1_history',
    loan_history: 'acme_1',
  });
});

test('a mart with a schema of its own is compared where it stands', () => {
  expect(martsOf(scenario, 'acme_1')).toContainEqual({
    name: 'library_numbers',
    grain: ['month', 'branch', 'measure_id'],
    schema: 'acme_1_numbers',
  });
});
