import { type AnswerRows, sayCell, sayRow, sayRows } from '../../domain/rehearsal/answer-rows.ts';
import type { QuestionAnswer } from '../../domain/rehearsal/report.ts';
import type { AnsweredBy, BusinessQuestion } from '../../domain/scenario/business-question.ts';
import { Badge } from '../parts/badge.tsx';
import { Scroll } from '../parts/scroll.tsx';

interface BusinessQuestionsProps {
  readonly questions: readonly BusinessQuestion[];
  /** What the rehearsal was answered on day one, once there is one. */
  readonly answers: readonly QuestionAnswer[] | undefined;
  /** Where what answers a question is seen. */
  readonly link?: ((by: AnsweredBy) => string | undefined) | undefined;
}

/** Rows of an answer that are said in a line; more are in a table that opens. */
const saidRows = 3;

/** What the customer's people ask, where the demo answers it, and what it answers. */
export function BusinessQuestions({ questions, answers, link }: BusinessQuestionsProps) {
  const headings = [...new Set(questions.map(({ heading }) => heading))];
  return (
    <>
      {headings.map((heading) => (
        <>
          <h3>{heading}</h3>
          <dl class="asked-and-answered">
            {questions
              .filter((question) => question.heading === heading)
              .map(({ id, question, answered_by: by }) => (
                <>
                  <dt id={`question-${id}`}>{question}</dt>
                  <dd>
                    <Where by={by} link={link?.(by)} />{' '}
                    {answers ? <Answered given={answers.find((one) => one.id === id)} question={question} /> : null}
                  </dd>
                </>
              ))}
          </dl>
        </>
      ))}
    </>
  );
}

function Where({ by: { kind, name }, link }: { readonly by: AnsweredBy; readonly link: string | undefined }) {
  return (
    <span class="quiet small">
      {kind === 'model' ? 'in the model' : 'by the saved query'}{' '}
      {link === undefined ? (
        <code>{name}</code>
      ) : (
        <a href={link}>
          <code>{name}</code>
        </a>
      )}
    </span>
  );
}

function Answered({ given, question }: { readonly given: QuestionAnswer | undefined; readonly question: string }) {
  if (!given) return <p class="error">It gave no answer when it was rehearsed.</p>;
  const { answer, proven, rows } = given;
  return (
    <>
      {proven ? <Badge tone="good">proven</Badge> : <Badge tone="bad">not proven</Badge>}
      {proven ? null : <p class="error">The raw tables alone say otherwise; the rehearsal shows what.</p>}
      {rows > saidRows ? null : <p>{sayRows(answer, saidRows)}</p>}
      {rows > saidRows ? (
        <details>
          <summary>
            {rows.toLocaleString('en')} rows{rows > answer.rows.length ? `, the first ${answer.rows.length}` : ''}:{' '}
            <span class="quiet">{sayRow(answer.rows[0] ?? [])} …</span>
          </summary>
          <Rows answer={answer} question={question} />
        </details>
      ) : null}
    </>
  );
}

function Rows({ answer: { columns, rows }, question }: { readonly answer: AnswerRows; readonly question: string }) {
  return (
    <Scroll label={question}>
      <table>
        <thead>
          <tr>
            {columns.map((column, index) => (
              <th class={isNumeric(rows, index) ? 'number' : undefined}>{column}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr>
              {row.map((cell, index) => (
                <td class={isNumeric(rows, index) ? 'number' : undefined}>{cell === null ? '' : sayCell(cell)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function isNumeric(rows: AnswerRows['rows'], index: number): boolean {
  return rows.every((row) => row[index] === null || typeof row[index] === 'number');
}
