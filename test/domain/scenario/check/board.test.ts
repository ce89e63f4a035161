import { expect, test } from 'vitest';
import { checkBoard } from '../../../../src/domain/scenario/check/board.ts';
import { checkScenario } from '../../../../src/domain/scenario/check/check-scenario.ts';
import type { Scenario } from '../../../../src/domain/scenario/scenario.ts';
import { libraryScenario } from '../../fixtures/library.ts';
import { addBoard } from '../../fixtures/library-board.ts';

const problems = (over: Partial<NonNullable<Scenario['board']>>) => {
  const scenario = libraryScenario(addBoard);
  return scenario.board && checkBoard({ ...scenario, board: { ...scenario.board, ...over } });
};

test('a board is drawn from a mart that is there, by a text column and a date column of it', () => {
  expect(problems({})).toEqual([]);
  expect(problems({ mart: 'agg_nothing' })).toEqual([
    { path: 'board.mart', message: 'There is no mart agg_nothing to draw the board from.' },
  ]);
  expect(problems({ payload: 'loan_count', as_of: 'day' })).toEqual([
    { path: 'board.payload', message: 'agg_board has no string column loan_count for the board.' },
    { path: 'board.as_of', message: 'agg_board has no date column day for the board.' },
  ]);
});

test('what is wrong with a board is found with all else of a scenario', () => {
  const scenario = libraryScenario((input) => {
    addBoard(input);
    if (input.board) input.board.mart = 'agg_nothing';
  });
  expect(checkScenario(scenario).map(({ path }) => path)).toContain('board.mart');
});
