import { z } from 'zod';
import { fullerOf } from '../../../domain/answer/fuller-of.ts';
import { mendNextDay } from '../../../domain/answer/mend-next-day.ts';
import { mendRows } from '../../../domain/answer/mend-rows.ts';
import { type RowsAnswer, rowsAnswer } from '../../../domain/answer/rows.ts';
import { rowsOf } from '../../../domain/answer/rows-of.ts';
import { changeAnswer, sqlAnswer } from '../../../domain/answer/sql.ts';
import { changeOf, sqlOf } from '../../../domain/answer/sql-of.ts';
import { weightProblems } from '../../../domain/answer/weights-of.ts';
import { sourceId } from '../../../domain/naming/names.ts';
import { checkPiece } from '../../../domain/project/check/check-piece.ts';
import {
  type ChangePiece,
  changePieceSchema,
  type RowsPiece,
  rowsPieceSchema,
  type SqlPiece,
  sqlPieceSchema,
} from '../../../domain/project/piece.ts';
import type { Scenario } from '../../../domain/scenario/scenario.ts';
import type { Source } from '../../../domain/scenario/source.ts';
import type { ChangeRequest, ProviderContext, RowsRequest, SqlRequest } from '../provider.ts';
import { type Asking, ask } from './ask.ts';
import type { PromptBook } from './prompt-book.ts';
import type { Read } from './question.ts';

/** Most tokens of a piece, with room for thinking. */
export const maxTokens = 16_000;

/** @throws ModelError, AnswerError */
export function writeRows(
  asking: Asking,
  book: PromptBook,
  request: RowsRequest,
  context: ProviderContext,
): Promise<RowsPiece> {
  const { scenario, source: id } = request;
  const source = scenario.sources.find((one) => sourceId(one) === id);
  if (!source) throw new Error(`there is no source ${id}`);
  const incidents = scenario.incidents.filter((incident) => incident.source === id);
  return ask(
    asking,
    {
      task: 'write-rows',
      subject: id,
      ...attemptOf(request),
      ...book.rows(request),
      schema: rowsAnswer(source, incidents),
      maxTokens,
      read: (answer) => rowsPieceOf(answer, source, scenario, context, request.written),
    },
    context,
  );
}

/** @throws ModelError, AnswerError */
export function writeSql(
  asking: Asking,
  book: PromptBook,
  request: SqlRequest,
  context: ProviderContext,
): Promise<SqlPiece> {
  const { scenario, model } = request;
  return ask(
    asking,
    {
      task: 'write-sql',
      subject: model,
      ...attemptOf(request),
      ...book.sql(request),
      schema: sqlAnswer,
      maxTokens,
      read: (answer) => fits(sqlPieceSchema, sqlOf(answer, model, scenario), scenario),
    },
    context,
  );
}

/** @throws ModelError, AnswerError */
export function writeChange(
  asking: Asking,
  book: PromptBook,
  request: ChangeRequest,
  context: ProviderContext,
): Promise<ChangePiece> {
  const { scenario, change } = request;
  return ask(
    asking,
    {
      task: 'write-change',
      subject: change,
      ...attemptOf(request),
      ...book.change(request),
      schema: changeAnswer,
      maxTokens,
      read: (answer) => fits(changePieceSchema, changeOf(answer, change, scenario), scenario),
    },
    context,
  );
}

function attemptOf({ again }: Pick<RowsRequest | SqlRequest | ChangeRequest, 'again'>): { attempt?: string } {
  return again ? { attempt: again.attempt } : {};
}

/** Rows that are mended by rule where that can be done, so that only what no rule can mend is asked for again. */
export function rowsPieceOf(
  answer: RowsAnswer,
  source: Source,
  scenario: Scenario,
  { progress }: ProviderContext,
  parents: readonly RowsPiece[] = [],
): Read<RowsPiece> {
  const unusable = weightProblems(answer.fuller, source);
  if (unusable.length > 0) return { ok: false, problems: unusable };
  const { sources } = scenario;
  const written = rowsOf(answer, source, sources, parents);
  if (!z.iso.date().safeParse(written.as_of).success) return fits(rowsPieceSchema, written, scenario);
  const { piece: fitting, mended } = mendRows(written, source, sources);
  const { piece, mended: added } = mendNextDay(fitting, source, scenario);
  for (const { where, sentence } of [...mended, ...added]) progress(`${where}: ${sentence}`);
  const fuller = fullerOf(answer.fuller, source, piece.day_one, sources, parents);
  return fits(rowsPieceSchema, { ...piece, fuller }, scenario);
}

/** Checked as the step that asks for it will, so that what does not fit is sent back to the model. */
export function fits<Piece extends RowsPiece | SqlPiece | ChangePiece>(
  schema: z.ZodType<Piece>,
  value: unknown,
  scenario: Scenario,
): Read<Piece> {
  const read = schema.safeParse(value);
  if (read.success) {
    const problems = checkPiece(scenario, read.data);
    return problems.length === 0 ? { ok: true, value: read.data } : { ok: false, problems };
  }
  return {
    ok: false,
    problems: read.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })),
  };
}
