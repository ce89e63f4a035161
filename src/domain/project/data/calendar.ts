import type { Cell, Row } from '../../scenario/cell.ts';
import type { ColumnType } from '../../scenario/column.ts';

const second = 1_000;
export const hour = 3_600 * second;
export const day = 24 * hour;

/** Milliseconds of a `YYYY-MM-DD` or `YYYY-MM-DD HH:MM:SS` text, read as UTC; NaN when it is neither. */
export function toInstant(text: string): number {
  const match = /^(\d{4}-\d{2}-\d{2})(?: (\d{2}:\d{2}:\d{2}))?$/.exec(text);
  return match ? Date.parse(`${match[1]}T${match[2] ?? '00:00:00'}Z`) : Number.NaN;
}

export function toDate(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}

export function toTimestamp(instant: number): string {
  return new Date(instant).toISOString().slice(0, 19).replace('T', ' ');
}

/** The first moment of the month that begins at this moment or next. */
export function nextMonth(instant: number): number {
  const date = new Date(instant);
  const month = Date.UTC(date.getUTCFullYear(), date.getUTCMonth());
  return month === instant ? month : Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1);
}

/** The first moment of the first or last day of the month that lies so many months after that of this moment. */
export function dayOfMonth(instant: number, which: 'first' | 'last', months = 0): number {
  const date = new Date(instant);
  const month = date.getUTCMonth() + months;
  return which === 'first' ? Date.UTC(date.getUTCFullYear(), month) : Date.UTC(date.getUTCFullYear(), month + 1, 0);
}

/** The first moment of a day. */
export function startOfDay(instant: number): number {
  return Math.floor(instant / day) * day;
}

/** The last second of a day. */
export function endOfDay(date: string): number {
  return toInstant(date) + day - second;
}

/** Whole days from one date to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((toInstant(to) - toInstant(from)) / day);
}

/** Moves a date or timestamp by whole days; every other cell stays as it is. */
export function moveCell(cell: Cell, type: ColumnType, days: number): Cell {
  if (typeof cell !== 'string' || (type !== 'date' && type !== 'timestamp')) return cell;
  const instant = toInstant(cell);
  if (Number.isNaN(instant)) return cell;
  return type === 'date' ? toDate(instant + days * day) : toTimestamp(instant + days * day);
}

export function moveRow(row: Row, types: readonly ColumnType[], days: number): Row {
  return row.map((cell, index) => moveCell(cell, types[index] ?? 'string', days));
}
