import type { Cell } from '../scenario/cell.ts';

/** Milliseconds of a date or timestamp as rows hold it, read as UTC; none of anything else. */
export function instantOf(cell: Cell | undefined): number | null {
  if (typeof cell !== 'string') return null;
  const instant = Date.parse(`${cell.length === 10 ? `${cell} 00:00:00` : cell}`.replace(' ', 'T').concat('Z'));
  return Number.isNaN(instant) ? null : instant;
}
