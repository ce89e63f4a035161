import type { Problem } from '../../scenario/check/problem.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import type { ChangePiece, RowsPiece, SqlPiece } from '../piece.ts';
import { checkChangePiece, checkSqlPiece } from './model-logic.ts';
import { checkRowsPiece } from './rows.ts';

/** What must hold of a piece by itself, whatever the others are: it fits its part of the scenario, which is sound. */
export function checkPiece(scenario: Scenario, piece: RowsPiece | SqlPiece | ChangePiece): Problem[] {
  switch (piece.schema) {
    case 'rows/1':
      return checkRowsPiece(scenario, piece);
    case 'sql/1':
      return checkSqlPiece(scenario, piece);
    case 'change-sql/1':
      return checkChangePiece(scenario, piece);
  }
}
