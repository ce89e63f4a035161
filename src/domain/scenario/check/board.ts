import type { Scenario } from '../scenario.ts';
import type { Problem } from './problem.ts';

/** The board's mart is there, with a text column for what is shown and a date column for its day. */
export function checkBoard({ board, marts }: Scenario): Problem[] {
  if (!board) return [];
  const mart = marts.find(({ name }) => name === board.mart);
  if (!mart) return [{ path: 'board.mart', message: `There is no mart ${board.mart} to draw the board from.` }];
  const wanted = [
    { key: 'payload', type: 'string', name: board.payload },
    { key: 'as_of', type: 'date', name: board.as_of },
  ] as const;
  return wanted.flatMap(({ key, type, name }) =>
    mart.columns.some((column) => column.name === name && column.type === type)
      ? []
      : [{ path: `board.${key}`, message: `${mart.name} has no ${type} column ${name} for the board.` }],
  );
}
