import { describe, expect, it } from 'vitest';
import { checkSqlPiece } from '../../../../src/domain/project/check/model-logic.ts';
import { pipelinePieces, pipelineScenario } from '../../fixtures/pipeline.ts';

const scenario = pipelineScenario();
const piece = pipelinePieces().sql.find(({ model }) => model === 'library_numbers');
if (!piece) throw new Error('the pipeline has changed');
const call = "{{ shared_fee('fct_loans.fee', 'fee_rules.share') }}";

/** What is said of the model's logic when it calls otherwise. */
function said(otherwise: string, of = scenario): string {
  return checkSqlPiece(of, {
    ...piece,
    schema: 'sql/1',
    model: 'library_numbers',
    unit_tests: [],
    sql: piece?.sql.replace(call, otherwise) ?? '',
  })
    .map(({ message }) => message)
    .join('\n');
}

describe('model logic', () => {
  it('calls a macro of the scenario with its arguments', () => expect(said(call)).toBe(''));

  it('gives it what a portable macro makes', () => {
    expect(said("{{ shared_fee(dbt.cast('fct_loans.fee', 'numeric'), 'fee_rules.share') }}")).toBe('');
  });

  it.each([
    ['too few arguments', "{{ shared_fee('fct_loans.fee * fee_rules.share') }}"],
    ['too many', "{{ shared_fee('fct_loans.fee', 'fee_rules.share', '1') }}"],
    ['none', '{{ shared_fee() }}'],
    ['no call at all', '{{ shared_fee }}'],
  ])('is refused with %s, and told how it is called', (_, otherwise) => {
    expect(said(otherwise)).toMatch(/shared_fee with 2, month_of with 1/);
  });

  it('calls no macro that the scenario has not', () => {
    const { macros: _, ...without } = scenario;
    expect(said(call, without)).toMatch(/none of the portable macros/);
  });

  it('gets at nothing by way of a macro’s arguments', () => {
    expect(said("{{ shared_fee(env_var('HOME'), 'fee_rules.share') }}")).not.toBe('');
    expect(said("{{ shared_fee(run_query('select 1'), 'fee_rules.share') }}")).not.toBe('');
  });
});
