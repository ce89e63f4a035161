import { type AnswerRows, sayRows } from '../../rehearsal/answer-rows.ts';
import type { AnsweredBy } from '../../scenario/business-question.ts';
import { markdownLine } from '../plain-text.ts';
import type { RenderInput } from '../render-input.ts';
import { selectedColumns } from '../sql/expressions.ts';
import { meaningful, tokens } from '../sql/tokens.ts';
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
          .map(({ id, question, answered_by: by }) => [
            markdownLine(question),
            where(by),
            answer(answers?.get(id), columnsOf(by, scenario)),
          ]),
      ),
    ]),
  ];
}

function where({ kind, name }: AnsweredBy): string {
  return kind === 'model' ? `\`${name}\`` : `saved query \`${name}\``;
}

/** The rows, behind the names of their columns where there is more than one. */
function answer(given: AnswerRows | undefined, columns: readonly string[]): string {
  if (!given || given.rows.length === 0) return '–';
  const rows = markdownLine(sayRows(given, shownRows));
  const named = columns.length > 1 && columns.length === given.columns.length;
  return named ? `_${columns.map((name) => name.replaceAll('_', ' ')).join(' · ')}:_ ${rows}` : rows;
}

/** The columns of the demo's own answer: a proof need not name its own. */
function columnsOf(by: AnsweredBy, { semantic_layer: layer }: RenderInput['scenario']): string[] {
  if (by.kind === 'model') return outerColumns(by.sql);
  const query = layer?.saved_queries.find(({ name }) => name === by.name);
  return query ? [...query.group_by.map((item) => item.split('__').at(-1) ?? item), ...query.metrics] : [];
}

/** Of a query that may begin with expressions of its own. */
function outerColumns(sql: string): string[] {
  const all = meaningful(tokens(sql));
  const select = all.find(({ depth, text }) => depth === 0 && text.toLowerCase() === 'select');
  return [...selectedColumns(sql.slice(select?.start ?? 0)).keys()];
}
