import type { Row } from '../../scenario/cell.ts';
import type { Source } from '../../scenario/source.ts';
import { keyPositions } from '../../scenario/source-key.ts';
import type { RowKey } from '../piece.ts';

/** Whether a row of the source is the one with this key. */
export function hasKey(row: Row, key: RowKey, source: Source): boolean {
  const positions = keyPositions(source);
  const cells = Array.isArray(key) ? key : [key];
  return positions.length === cells.length && positions.every((position, index) => row[position] === cells[index]);
}
