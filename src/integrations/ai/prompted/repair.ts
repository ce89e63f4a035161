import { rowsAnswer } from '../../../domain/answer/rows.ts';
import { sqlAnswer } from '../../../domain/answer/sql.ts';
import { sqlOf } from '../../../domain/answer/sql-of.ts';
import { sourceId } from '../../../domain/naming/names.ts';
import { checkPiece } from '../../../domain/project/check/check-piece.ts';
import { checkRepaired } from '../../../domain/project/check/repaired.ts';
import {
  type ChangePiece,
  type Piece,
  type RowsPiece,
  type SqlPiece,
  sqlPieceSchema,
} from '../../../domain/project/piece.ts';
import { referredSources } from '../../../domain/prompt/rows-order.ts';
import type { ProviderContext, RepairRequest } from '../provider.ts';
import { type Asking, ask } from './ask.ts';
import { fits, maxTokens, rowsPieceOf } from './pieces.ts';
import type { PromptBook } from './prompt-book.ts';
import type { Read } from './question.ts';

/** @throws ModelError, AnswerError when both answers fail their checks, such as one that a test is missing from */
export async function repairPiece(
  asking: Asking,
  book: PromptBook,
  request: RepairRequest,
  context: ProviderContext,
): Promise<Piece> {
  const { piece } = request;
  switch (piece.schema) {
    case 'rows/1':
      return repairRows(asking, book, { ...request, piece }, context);
    case 'sql/1':
      return repairSql(asking, book, { ...request, piece }, context);
    case 'change-sql/1':
      return repairChange(asking, book, { ...request, piece }, context);
  }
}

async function repairRows(
  asking: Asking,
  book: PromptBook,
  { brief, scenario, piece, errors, attempt, written }: RepairRequest & { readonly piece: RowsPiece },
  context: ProviderContext,
): Promise<RowsPiece> {
  const source = scenario.sources.find((one) => sourceId(one) === piece.source);
  if (!source) return piece;
  const incidents = scenario.incidents.filter((incident) => incident.source === piece.source);
  const referred = referredSources(scenario.sources, piece.source);
  const parents = written.filter((rows) => referred.includes(rows.source));
  return ask(
    asking,
    {
      task: 'repair-rows',
      subject: piece.source,
      attempt,
      ...book.repairRows({ brief, scenario, source: piece.source, asOf: piece.as_of, written: parents, piece, errors }),
      schema: rowsAnswer(source, incidents),
      maxTokens,
      read: (answer) => keeping(piece, rowsPieceOf(answer, source, scenario, context)),
    },
    context,
  );
}

async function repairSql(
  asking: Asking,
  book: PromptBook,
  { scenario, piece, errors, attempt }: RepairRequest & { readonly piece: SqlPiece },
  context: ProviderContext,
): Promise<SqlPiece> {
  return ask(
    asking,
    {
      task: 'repair-sql',
      subject: piece.model,
      attempt,
      ...book.repairSql({ scenario, piece, errors }),
      schema: sqlAnswer,
      maxTokens,
      read: (answer) => keeping(piece, fits(sqlPieceSchema, sqlOf(answer, piece.model, scenario), scenario)),
    },
    context,
  );
}

/** Model by model; what a change brings must still be what it says. */
async function repairChange(
  asking: Asking,
  book: PromptBook,
  { scenario, piece, errors, attempt }: RepairRequest & { readonly piece: ChangePiece },
  context: ProviderContext,
): Promise<ChangePiece> {
  const { change } = piece;
  let repaired = piece;
  for (const logic of piece.models) {
    const before = repaired;
    const withLogic = (one: SqlPiece): ChangePiece => ({
      ...before,
      models: before.models.map((other) => (other.model === one.model ? one : other)),
    });
    const mended = await ask(
      asking,
      {
        task: 'repair-sql',
        subject: `${change}.${logic.model}`,
        attempt,
        ...book.repairSql({ scenario, piece: logic, errors, change }),
        schema: sqlAnswer,
        maxTokens,
        read: (answer): Read<SqlPiece> => {
          const one = sqlPieceSchema.safeParse(sqlOf(answer, logic.model, scenario));
          if (!one.success) return fits(sqlPieceSchema, sqlOf(answer, logic.model, scenario), scenario);
          const whole = withLogic(one.data);
          const problems = [...checkPiece(scenario, whole), ...checkRepaired(before, whole)];
          return problems.length === 0 ? { ok: true, value: one.data } : { ok: false, problems };
        },
      },
      context,
    );
    repaired = withLogic(mended);
  }
  return repaired;
}

/** A repair that takes something away is sent back like one that does not fit. */
function keeping<Repaired extends Piece>(before: Piece, read: Read<Repaired>): Read<Repaired> {
  if (!read.ok) return read;
  const problems = checkRepaired(before, read.value);
  return problems.length === 0 ? read : { ok: false, problems };
}
