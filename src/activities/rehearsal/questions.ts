import { join } from 'node:path';
import { withAsOf } from '../../domain/project/check/question-sql.ts';
import { type AnswerRows, mostAnswerRows, toAnswerRows } from '../../domain/rehearsal/answer-rows.ts';
import { compareRows } from '../../domain/rehearsal/compare-rows.ts';
import type { Comparison } from '../../domain/rehearsal/promise.ts';
import type { Check, MetricAnswer, QuestionAnswer } from '../../domain/rehearsal/report.ts';
import type { BusinessQuestion } from '../../domain/scenario/business-question.ts';
import type { QueryAnswer } from '../../integrations/dbt/job.ts';
import type { DbtProject } from '../dbt/dbt-project.ts';
import { landedTables, referenceTables } from '../dbt/raw-tables.ts';
import { tablesOf } from '../dbt/tables.ts';
import { plainCheck } from './check-of.ts';
import type { Rehearsal } from './rehearsed-project.ts';

/** Rows of an answer that the report keeps. */
const keptRows = 50;

type Answer = AnswerRows | { readonly failed: string };

/**
 * Asks every business question twice: of the model or the saved query that answers it, and of the raw tables alone. Each
 * query sees what it may read and nothing else, so that no answer proves itself.
 *
 * @param saved what the saved queries answered
 */
export async function rehearseQuestions(
  rehearsal: Rehearsal,
  project: DbtProject,
  saved: readonly MetricAnswer[],
): Promise<{ checks: Check[]; answers: QuestionAnswer[] }> {
  const questions = rehearsal.scenario.business_questions ?? [];
  if (questions.length === 0) return { checks: [], answers: [] };
  rehearsal.context.progress('Asking the business questions');
  const [proofs, demo] = await Promise.all([
    askRawTables(rehearsal, project, questions),
    askDemo(rehearsal, project, questions, saved),
  ]);
  const found = questions.map((question) => {
    const answer = demo.get(question.id) ?? { failed: 'not asked' };
    const compared = compare(answer, proofs.get(question.id) ?? { failed: 'not asked' });
    const about = { stage: 'questions', subject: question.id, title: question.question } as const;
    return { check: plainCheck(about, compared), answer: kept(question, answer, compared.passed) };
  });
  return { checks: found.map(({ check }) => check), answers: found.flatMap(({ answer }) => answer) };
}

function compare(answer: Answer, proof: Answer): Comparison {
  if (!('failed' in answer) && !('failed' in proof)) return compareRows(answer, proof);
  const promised = 'the raw tables alone give the same rows';
  const failed = [
    ...('failed' in answer ? [`the demo gave no answer: ${answer.failed}`] : []),
    ...('failed' in proof ? [`the raw tables gave no answer: ${proof.failed}`] : []),
  ];
  return { passed: false, promised, seen: failed.join('; ') };
}

function kept({ id }: BusinessQuestion, answer: Answer, proven: boolean): QuestionAnswer[] {
  if ('failed' in answer) return [];
  const { columns, rows } = answer;
  return [{ id, proven, answer: { columns, rows: rows.slice(0, keptRows) }, rows: rows.length }];
}

/** What each question's proof gives, by the question's id. */
async function askRawTables(
  { deps, context, scenario, productionSchema, profile, folder, asOf }: Rehearsal,
  project: DbtProject,
  questions: readonly BusinessQuestion[],
): Promise<Map<string, Answer>> {
  const reference = await referenceTables(scenario, join(folder, 'reference'));
  const answers = await deps.dbt.queries(
    {
      attach: { [profile]: project.database },
      prepare: [...landedTables(scenario, { alias: profile, schema: `${productionSchema}_raw` }), ...reference],
      queries: questions.map(({ proof }) => withAsOf(proof, asOf)),
      rows: mostAnswerRows + 1,
    },
    { signal: context.signal },
  );
  return new Map(questions.map(({ id }, index) => [id, read(answers[index])]));
}

/** What the demo answers to each question, by the question's id; the questions of one model together. */
async function askDemo(
  rehearsal: Rehearsal,
  project: DbtProject,
  questions: readonly BusinessQuestion[],
  saved: readonly MetricAnswer[],
): Promise<Map<string, Answer>> {
  const models = new Map<string, { id: string; sql: string }[]>();
  const answers = new Map<string, Answer>();
  for (const { id, answered_by: by } of questions) {
    if (by.kind === 'saved_query') answers.set(id, savedAnswer(saved, by.name));
    else models.set(by.name, [...(models.get(by.name) ?? []), { id, sql: by.sql }]);
  }
  const asked = await Promise.all([...models].map(([model, some]) => askModel(rehearsal, project, model, some)));
  for (const [id, answer] of asked.flat()) answers.set(id, answer);
  return answers;
}

function savedAnswer(saved: readonly MetricAnswer[], name: string): Answer {
  const answer = saved.find(({ query }) => query === name);
  return answer ? toAnswerRows(answer.columns, answer.rows) : { failed: `${name} was not answered` };
}

async function askModel(
  { deps, context, scenario, productionSchema, profile, asOf }: Rehearsal,
  project: DbtProject,
  model: string,
  questions: readonly { readonly id: string; readonly sql: string }[],
): Promise<[string, Answer][]> {
  const table = tablesOf(scenario, productionSchema).find(({ name }) => name === model);
  if (!table) return questions.map(({ id }) => [id, { failed: `${model} is not there` }]);
  const answers = await deps.dbt.queries(
    {
      // A view in a file calls the file by its own name.
      attach: { [profile]: project.database },
      prepare: [`create table "${model}" as select * from "${profile}"."${table.schema}"."${model}"`],
      queries: questions.map(({ sql }) => withAsOf(sql, asOf)),
      rows: mostAnswerRows + 1,
    },
    { signal: context.signal },
  );
  return questions.map(({ id }, index) => [id, read(answers[index])]);
}

function read(answer: QueryAnswer | undefined): Answer {
  if (!answer) return { failed: 'not asked' };
  return 'failed' in answer ? { failed: firstLine(answer.failed) } : toAnswerRows(answer.columns, answer.rows);
}

/** DuckDB adds the query with a mark under the place. */
function firstLine(message: string): string {
  return message.split('\n')[0]?.trim() || message;
}
