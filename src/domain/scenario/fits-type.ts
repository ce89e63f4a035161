import type { Cell } from './cell.ts';
import type { ColumnType } from './column.ts';

/** Whether a cell can stand in a column of this type on every warehouse; an empty one always can. */
export function fitsType(cell: Cell, type: ColumnType): boolean {
  if (cell === null) return true;
  switch (type) {
    case 'integer':
      return typeof cell === 'number' && Number.isSafeInteger(cell);
    case 'amount':
    case 'ratio':
      return typeof cell === 'number' && Math.abs(cell) < 1e14 && hasDecimals(cell, type === 'amount' ? 2 : 4);
    case 'boolean':
      return typeof cell === 'boolean';
    case 'date':
      return typeof cell === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(cell) && !Number.isNaN(Date.parse(cell));
    case 'timestamp':
      return (
        typeof cell === 'string' &&
        /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(cell) &&
        !Number.isNaN(Date.parse(`${cell.replace(' ', 'T')}Z`))
      );
    case 'string':
      // Loaders take an empty text and the word null for no value at all.
      return (
        typeof cell === 'string' && cell.length <= 1_000 && !/^(null)?$/i.test(cell.trim()) && !/\p{Cc}/u.test(cell)
      );
  }
}

function hasDecimals(value: number, decimals: number): boolean {
  return Math.abs(value - Number(value.toFixed(decimals))) < 1e-9;
}
