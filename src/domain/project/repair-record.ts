import { z } from 'zod';
import { pieceName } from '../build/piece-choice.ts';
import type { Piece, RowsPiece, SqlPiece } from './piece.ts';

/** One piece in one round of repair, as the build keeps it: what was wrong, what became of it. */
export const repairRecordSchema = z.strictObject({
  schema: z.literal('repair/1'),
  ...pieceName.shape,
  round: z.number().int().positive(),
  errors: z.array(z.string()),
  outcome: z.enum(['repaired', 'cleared', 'refused']),
  /** Why an answer was refused. */
  why: z.string(),
  /** The piece as text, before and after; the same where nothing was changed. */
  before: z.string(),
  after: z.string(),
});
export type RepairRecord = z.infer<typeof repairRecordSchema>;

/** A piece as lines that can be compared. */
export function pieceText(piece: Piece): string {
  switch (piece.schema) {
    case 'sql/1':
      return sqlText(piece);
    case 'change-sql/1':
      return piece.models.map((one) => `-- ${one.model}\n${sqlText(one)}`).join('\n\n');
    case 'rows/1':
      return rowsText(piece);
  }
}

function sqlText({ sql, unit_tests: tests }: SqlPiece): string {
  return [sql, ...tests.map((test) => `-- unit test ${test.name}\n${JSON.stringify(test, null, 1)}`)].join('\n\n');
}

function rowsText({ day_one, next_day, incidents }: RowsPiece): string {
  const deliveries = [['next day', next_day] as const, ...Object.entries(incidents)];
  return [
    'day one',
    ...day_one.map((row) => JSON.stringify(row)),
    ...deliveries.flatMap(([name, { append, amend }]) => [
      name,
      ...append.map((row) => `+ ${JSON.stringify(row)}`),
      ...amend.map((one) => `~ ${JSON.stringify(one)}`),
    ]),
  ].join('\n');
}
