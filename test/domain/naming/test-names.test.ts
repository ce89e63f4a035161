import { describe, expect, it } from 'vitest';
import { testNames } from '../../../src/domain/naming/test-names.ts';
import { libraryScenario } from '../fixtures/library.ts';

describe('the names of tests', () => {
  it('state the rule that each one holds', () => {
    expect(testNames(libraryScenario()).map(({ on, column, check, name }) => [on, column, check.kind, name])).toEqual([
      ['desk.members', 'id', 'unique', 'each_member_is_delivered_once'],
      ['desk.members', 'id', 'not_null', 'every_member_arrives_with_its_member_id'],
      ['catalogue.books', 'isbn', 'unique', 'each_book_is_delivered_once'],
      ['catalogue.books', 'isbn', 'not_null', 'every_book_arrives_with_its_isbn'],
      ['desk.loans', null, 'unique_combination', 'each_loan_version_is_delivered_once'],
      ['desk.loans', 'id', 'not_null', 'every_loan_arrives_with_its_loan_id'],
      ['stg_desk__members', 'branch', 'accepted_values', 'members_branch_is_known'],
      ['stg_catalogue__books', 'price', 'at_least', 'no_book_is_free'],
      ['stg_desk__loans', 'loan_id', 'unique', 'each_loan_is_kept_once'],
      ['stg_desk__loans', 'member_id', 'not_null', 'every_loan_names_its_member'],
      ['stg_desk__loans', 'member_id', 'relationships', 'every_loan_has_a_member'],
      ['stg_desk__loans', 'isbn', 'not_null', 'every_loan_names_its_book'],
      ['stg_desk__loans', 'isbn', 'relationships', 'every_loan_has_a_book'],
      ['stg_desk__loans', 'returned_on', 'not_before', 'no_book_is_back_before_it_left'],
      ['int_loans_with_books', 'loan_id', 'unique', 'int_loans_with_books_has_one_row_per_loan_id'],
      ['fct_loans', 'loan_id', 'unique', 'fct_loans_has_one_row_per_loan_id'],
      ['fct_loans', 'loan_id', 'not_null', 'fct_loans_loan_id_is_never_empty'],
      ['fct_loans', 'fee', 'at_least', 'no_fee_is_negative'],
      ['dim_members', 'member_id', 'unique', 'dim_members_has_one_row_per_member_id'],
      ['dim_members', 'member_id', 'not_null', 'dim_members_member_id_is_never_empty'],
      ['fct_loans_by_day', null, 'unique_combination', 'fct_loans_by_day_has_one_row_per_lent_on_and_branch'],
      ['fct_loans_by_day', 'lent_on', 'not_null', 'fct_loans_by_day_lent_on_is_never_empty'],
      ['fct_loans_by_day', 'branch', 'not_null', 'fct_loans_by_day_branch_is_never_empty'],
      ['fct_loans', null, 'singular', 'loans_by_day_add_up'],
    ]);
  });

  it('stay distinct where two systems know the same entity and two keys lead to the same parent', () => {
    const scenario = libraryScenario((input) => {
      const [members, , loans] = input.sources;
      if (!members || !loans) return;
      input.sources.push({ ...structuredClone(members), system: 'web' });
      loans.columns.push({
        name: 'guarantor',
        type: 'integer',
        references: { source: 'desk.members', column: 'id' },
        description: 'Who vouches.',
      });
    });
    const names = testNames(scenario).map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toContain('each_web_member_is_delivered_once');
    expect(names).toContain('every_loan_has_a_desk_member_by_guarantor');
    expect(names).toContain('desk_members_branch_is_known');
    expect(names).toContain('web_members_branch_is_known');
  });

  it('are short enough to be referred to', () => {
    const scenario = libraryScenario((input) => {
      const byDay = input.marts[2];
      if (byDay) byDay.name = 'fct_loans_by_day_and_branch_with_everything_that_belongs_to';
    });
    expect(Math.max(...testNames(scenario).map(({ name }) => name.length))).toBeLessThanOrEqual(60);
  });

  it('give way to a name that the scenario gives', () => {
    const scenario = libraryScenario((input) => {
      const price = input.sources[1]?.columns[2];
      if (price) price.tests = [{ name: 'each_book_is_delivered_once', check: { kind: 'not_null' } }];
    });
    const named = testNames(scenario).filter(({ name }) => name === 'each_book_is_delivered_once');
    expect(named.map(({ column }) => column)).toEqual(['price']);
  });
});
