import { expect, test } from 'vitest';
import { renderProject } from '../../../../src/domain/project/render-project.ts';
import { toAnswerRows } from '../../../../src/domain/rehearsal/answer-rows.ts';
import { libraryInput, libraryScenario } from '../../fixtures/library.ts';
import { askQuestions } from '../../fixtures/library-questions.ts';

const readmeOf = (input: Parameters<typeof libraryInput>[0]) =>
  renderProject(libraryInput(input), new Map()).main.get('README.md') ?? '';

test('the README has each question under its heading, with where it is answered and what day one says', () => {
  const scenario = libraryScenario(askQuestions);
  const fees = [1, 2, 3, 4, 5, 6].map((member) => [member, 10_000.5 * member]);
  const answers = new Map([
    ['loans-by-branch', toAnswerRows(['branch', 'count_star()'], [['north', 5]])],
    ['busy-branches', toAnswerRows(['branch', 'loans', 'mean_days_ago'], [['a|b', 5, 1.23456]])],
    ['fees-of-students', toAnswerRows(['member', 'sum(fee)'], fees)],
  ]);
  const readme = readmeOf({ scenario, answers });
  const [, section = ''] = /## Business questions\n([\s\S]*?)\n## Models/.exec(readme) ?? [];
  expect(section.trim().split('\n').slice(2)).toEqual([
    '### Branches',
    '',
    '| Question | Where | Answer on day one |',
    '| --- | --- | --- |',
    '| Which branch lends most? | `fct_loans_by_day` | _branch · loans · mean days ago:_ a\\|b · 5 · 1.2346 |',
    '| Who lends? | saved query `loans_by_branch` | _branch · loans:_ north · 5 |',
    '',
    '### Members',
    '',
    '| Question | Where | Answer on day one |',
    '| --- | --- | --- |',
    '| What do loans of each member bring? | `int_loans_with_books` | _member id · fees:_ 1 · 10,000.50; 2 · 20,001; 3 · 30,001.50; 4 · 40,002; 5 · 50,002.50; 6 · 60,003 |',
  ]);
});

test('a project without questions is rendered as if there were none to ask', () => {
  expect(readmeOf({ answers: new Map() })).toBe(readmeOf({}));
  expect(readmeOf({})).not.toContain('Business questions');
});
