import type { Cell, Row } from '../scenario/cell.ts';
import type { ColumnType } from '../scenario/column.ts';
import { eachColumn, type Mending } from './mending.ts';

export function knownValues(rows: readonly Row[], { source, note, written }: Mending): readonly Row[] {
  return eachColumn(rows, source, ({ name, accepted_values: accepted }, values, at) => {
    if (!accepted) return values;
    return values.map((value) => {
      if (value === null || accepted.includes(String(value))) return value;
      const alike = accepted.find((one) => plain(one) === plain(String(value)));
      const instead =
        alike ?? mostCommon(written, at, (cell) => accepted.includes(String(cell))) ?? accepted[0] ?? null;
      note('known-values', name, `“${value}” became “${instead}”, one of the values that are known.`);
      return instead;
    });
  });
}

export function typedValues(rows: readonly Row[], { source, note, written }: Mending): readonly Row[] {
  return eachColumn(rows, source, ({ name, type }, values, at) =>
    values.map((value) => {
      if (value === null || isOf(value, type)) return value;
      note('typed-values', name, `“${value}” is no ${type} and was replaced.`);
      return mostCommon(written, at, (cell) => isOf(cell, type));
    }),
  );
}

export function noGaps(rows: readonly Row[], { source, note, written, lastDay }: Mending): readonly Row[] {
  return eachColumn(rows, source, ({ name, type, nullable }, values, at) =>
    values.map((value) => {
      if (value !== null || nullable) return value;
      note('no-gaps', name, 'An empty value was filled, since the column is never empty.');
      return mostCommon(written, at, (cell) => isOf(cell, type)) ?? filler(type, lastDay);
    }),
  );
}

export function noFuture(rows: readonly Row[], { source, note, lastDay }: Mending): readonly Row[] {
  return eachColumn(rows, source, ({ name, type }, values) =>
    type !== 'date' && type !== 'timestamp'
      ? values
      : values.map((value) => {
          // A row may be loaded in the night after the last day.
          const bound = name === source.loaded_at ? nextDayOf(lastDay) : lastDay;
          if (typeof value !== 'string' || value.slice(0, 10) <= bound) return value;
          note('no-future', name, `${value} lies after the data's last day and became that day.`);
          return `${bound}${value.slice(10)}`;
        }),
  );
}

/** Dates that a rule wants in order, and the load time after all that happened to the row. */
export function orderDates(rows: readonly Row[], { source, note }: Mending): readonly Row[] {
  const at = (name: string) => source.columns.findIndex((column) => column.name === name);
  const rules = source.columns.flatMap(({ name, tests }) =>
    tests.flatMap(({ check }) =>
      check.kind === 'not_before' ? [{ later: at(name), earlier: at(check.column), name }] : [],
    ),
  );
  const loaded = at(source.loaded_at);
  return rows.map((row) => {
    let mending = row;
    for (const { later, earlier, name } of [...rules, ...rules]) {
      const [first, second] = [mending[earlier], mending[later]];
      if (typeof first !== 'string' || typeof second !== 'string' || second >= first) continue;
      note('order-of-dates', name, `${second} came before ${first} and was moved behind it.`);
      mending = mending.with(later, second.length === 10 ? first.slice(0, 10) : `${first.slice(0, 10)} 23:59:00`);
    }
    const happened = source.columns.flatMap(({ type }, index) => {
      const value = mending[index];
      return index !== loaded && (type === 'date' || type === 'timestamp') && typeof value === 'string' ? [value] : [];
    });
    const last = happened.toSorted().at(-1);
    const load = mending[loaded];
    if (last === undefined || typeof load !== 'string' || load >= last) return mending;
    note('order-of-dates', source.loaded_at, `A row was loaded before what it tells had happened.`);
    return mending.with(loaded, `${last.slice(0, 10)} 23:59:59`);
  });
}

function mostCommon(rows: readonly Row[], at: number, fits: (cell: Cell) => boolean): Cell {
  const counts = new Map<Cell, number>();
  for (const row of rows) {
    const cell = row[at] ?? null;
    if (cell !== null && fits(cell)) counts.set(cell, (counts.get(cell) ?? 0) + 1);
  }
  return [...counts].sort(([, one], [, other]) => other - one)[0]?.[0] ?? null;
}

function isOf(cell: Cell, type: ColumnType): boolean {
  switch (type) {
    case 'string':
      return typeof cell === 'string';
    case 'boolean':
      return typeof cell === 'boolean';
    case 'integer':
      return Number.isSafeInteger(cell);
    case 'amount':
    case 'ratio':
      return typeof cell === 'number';
    case 'date':
      return typeof cell === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(cell) && isDay(cell);
    case 'timestamp':
      return typeof cell === 'string' && /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(cell) && isDay(cell.slice(0, 10));
  }
}

function isDay(text: string): boolean {
  const instant = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(text);
}

function filler(type: ColumnType, lastDay: string): Cell {
  switch (type) {
    case 'string':
      return 'unknown';
    case 'boolean':
      return false;
    case 'integer':
    case 'amount':
    case 'ratio':
      return 0;
    case 'date':
      return lastDay;
    case 'timestamp':
      return `${lastDay} 12:00:00`;
  }
}

export function nextDayOf(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, ' ')
    .trim();
}
