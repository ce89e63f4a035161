import { expect, test } from 'vitest';
import { proofTables } from '../../../../src/domain/naming/proof-tables.ts';
import { checkScenario } from '../../../../src/domain/scenario/check/check-scenario.ts';
import type { Scenario, ScenarioInput } from '../../../../src/domain/scenario/scenario.ts';
import { libraryScenario } from '../../fixtures/library.ts';
import { askQuestions } from '../../fixtures/library-questions.ts';

function problems(alter: (input: ScenarioInput) => void = () => {}): (readonly [string, string])[] {
  const sound = checkScenario(libraryScenario()).map(({ path }) => path);
  const scenario = libraryScenario((input) => {
    askQuestions(input);
    alter(input);
  });
  return checkScenario(scenario)
    .filter(({ path }) => !sound.includes(path))
    .map(({ path, message }) => [path, message]);
}

const first = (input: ScenarioInput) => {
  const question = input.business_questions?.[0];
  if (!question) throw new Error('no question');
  return question;
};

test('questions whose answers and proofs are there are sound', () => {
  expect(problems()).toEqual([]);
});

test('what answers a question has to be there', () => {
  expect(
    problems((input) => {
      first(input).answered_by = { kind: 'model', name: 'dim_nothing', sql: 'select 1 from dim_nothing' };
    }),
  ).toEqual([['business_questions[0].answered_by.name', 'There is no model dim_nothing to answer busy-branches.']]);
  expect(
    problems((input) => {
      first(input).answered_by = { kind: 'saved_query', name: 'nothing' };
    }),
  ).toEqual([['business_questions[0].answered_by.name', 'There is no saved query nothing to answer busy-branches.']]);
});

test('the SQL of a question reads its model alone, and its proof no model', () => {
  expect(
    problems((input) => {
      const question = first(input);
      question.answered_by = {
        ...{ kind: 'model', name: 'dim_members' },
        sql: 'select branch from dim_members join fct_loans using (member_id)',
      };
      question.proof = 'select branch from members join dim_members on dim_members.member_id = members.id';
    }),
  ).toEqual([
    [
      'business_questions[0].answered_by.sql',
      'The SQL of busy-branches: It reads fct_loans, and may read dim_members only.',
    ],
    [
      'business_questions[0].proof',
      'The proof of busy-branches: It reads dim_members, and may read members, books, loans only.',
    ],
  ]);
});

test('no two questions share an id', () => {
  const twice = problems((input) => {
    input.business_questions = [first(input), first(input)];
  });
  expect(twice).toEqual([['business_questions[1].id', 'There is already a question with the id busy-branches.']]);
});

test('a raw table that another has the name of, or that SQL reserves, is read by its system too', () => {
  const [source] = libraryScenario().sources as [Scenario['sources'][number]];
  const table = (system: string, name: string) => ({ ...source, system, table: name });
  const sources = [table('shop', 'orders'), table('desk', 'orders'), table('shop', 'group'), table('shop', 'guests')];
  expect([...proofTables({ sources, reference_seeds: undefined })]).toEqual([
    ['shop.orders', 'shop_orders'],
    ['desk.orders', 'desk_orders'],
    ['shop.group', 'shop_group'],
    ['shop.guests', 'guests'],
  ]);
});
