import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { withAsOf } from '../../domain/project/check/question-sql.ts';
import type { RawData } from '../../domain/project/data/materialise.ts';
import type { RenderInput } from '../../domain/project/render-input.ts';
import { type AnswerRows, mostAnswerRows, toAnswerRows } from '../../domain/rehearsal/answer-rows.ts';
import type { Dependencies } from '../dependencies.ts';
import { referenceTables, writtenTables } from './raw-tables.ts';

/**
 * What the raw rows of day one answer to the business questions, by their ids, before anything is rendered. A question
 * whose proof cannot be run is left out: the rehearsal says why. Without questions nothing is asked.
 *
 * @param dayOne raw rows of day one, by source id
 */
export async function proofAnswers(
  { dbt, workFolder }: Pick<Dependencies, 'dbt' | 'workFolder'>,
  { scenario, asOf }: Pick<RenderInput, 'scenario' | 'asOf'>,
  dayOne: RawData,
): Promise<ReadonlyMap<string, AnswerRows>> {
  const questions = scenario.business_questions ?? [];
  if (questions.length === 0) return new Map();
  await mkdir(workFolder, { recursive: true });
  // Swept with the folders of rehearsals, should this process be killed.
  const folder = await mkdtemp(join(workFolder, 'rehearsal-questions-'));
  try {
    const answers = await dbt.queries(
      {
        prepare: [...(await writtenTables(scenario, dayOne, folder)), ...(await referenceTables(scenario, folder))],
        queries: questions.map(({ proof }) => withAsOf(proof, asOf)),
        rows: mostAnswerRows,
      },
      // Takes a moment, and the whole build waits for it.
      { urgent: true },
    );
    return new Map(
      questions.flatMap(({ id }, index) => {
        const answer = answers[index];
        return !answer || 'failed' in answer ? [] : [[id, toAnswerRows(answer.columns, answer.rows)] as const];
      }),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
