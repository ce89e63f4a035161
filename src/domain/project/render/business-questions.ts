import { type AnswerRows, sayCell, sayRows } from '../../rehearsal/answer-rows.ts';
import type { AnsweredBy } from '../../scenario/business-question.ts';
import { markdownLine } from '../plain-text.ts';
import type { RenderInput } from '../render-input.ts';
import { markdownTable } from './markdown-table.ts';

/** Rows of an answer that stand in a cell. */
const shownRows = 5;

/** The questions under their headings, with where each is answered and its answer on day one; nothing where none is asked. */
export function businessQuestionSections({ scenario, answers }: Pick<RenderInput, 'scenario' | 'answers'>): string[] {
  const questions = scenario.business_questions ?? [];
  if (questions.length === 0) return [];
  const headings = [...new Set(questions.map(({ heading }) => heading))];
  return [
    '## Business questions',
    'Each is answered by the demo, and asked a second time of the raw tables alone before it is shown: both give the same rows.',
    ...headings.flatMap((heading) => [
      `### ${markdownLine(heading)}`,
      markdownTable(
        ['Question', 'Where', 'Answer on day one'],
        questions
          .filter((question) => question.heading === heading)
          .map(({ id, question, answered_by: by }) => [markdownLine(question), where(by), answer(answers?.get(id))]),
      ),
    ]),
  ];
}

function where({ kind, name }: AnsweredBy): string {
  return kind === 'model' ? `\`${name}\`` : `saved query \`${name}\``;
}

function answer(given: AnswerRows | undefined): string {
  if (!given || given.rows.length === 0) return '–';
  const [row, ...further] = given.rows;
  const named = given.columns.every((column) => /^[a-z]\w*$/i.test(column));
  if (!row || further.length > 0 || row.length === 1 || !named) return markdownLine(sayRows(given, shownRows));
  return markdownLine(
    row.map((cell, index) => `${given.columns[index]?.replaceAll('_', ' ')} ${sayCell(cell)}`).join(', '),
  );
}
