import type { Cell } from '../scenario/cell.ts';
import type { ColumnType } from '../scenario/column.ts';

/** A cell from its text, in the type of its column; text that is no such value stays as it is, for the check to name. */
export function cellOf(text: string, type: ColumnType): Cell {
  const value = text.trim();
  if (value === '' || /^(null|none|n\/a)$/i.test(value)) return null;
  switch (type) {
    case 'string':
      return value.replaceAll(/\s+/g, ' ');
    case 'boolean':
      return /^(true|yes|1)$/i.test(value) ? true : /^(false|no|0)$/i.test(value) ? false : value;
    case 'integer':
      return numeric(value, 0);
    case 'amount':
      return numeric(value, 2);
    case 'ratio':
      return numeric(value, 4);
    case 'date':
      return /^\d{4}-\d{2}-\d{2}/.exec(value)?.[0] ?? value;
    case 'timestamp':
      return timestamp(value);
  }
}

function numeric(value: string, decimals: number): Cell {
  const number = Number(value.replaceAll(/[\s,_]/g, ''));
  return Number.isFinite(number) ? Number(number.toFixed(decimals)) : value;
}

/** ISO 8601 as the seeds have it: no zone, whole seconds. */
function timestamp(value: string): Cell {
  const [, date, time = '00:00', seconds = '00'] =
    /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::(\d{2}))?)?/.exec(value) ?? [];
  return date === undefined ? value : `${date} ${time}:${seconds}`;
}
