import type { Cell } from '../../scenario/cell.ts';
import type { ColumnType } from '../../scenario/column.ts';
import type { ValueRule } from '../fuller-rule.ts';
import { boundedMoment, latestOf, limitedMoment, monthOf } from './bound-moment.ts';
import { toDate, toInstant, toTimestamp } from './calendar.ts';
import { DataRuleError } from './data-rule-error.ts';
import { mostSimilar, pickEvenly, pickWeighted } from './pick.ts';
import { add, multiply, oncePer, vary } from './reckon.ts';
import { round } from './round.ts';
import type { NamedRow, RowInTheMaking, Slot, SourceRows } from './row-in-the-making.ts';

function read(row: RowInTheMaking, column: string): Cell {
  const value = row.values.get(column);
  if (value === undefined) throw new DataRuleError(row.source, `a rule reads ${column} before it is made.`);
  return value;
}

/** Reads dates of the row as moments. */
function instantsOf(row: RowInTheMaking): (column: string) => number | null {
  return (column) => {
    const value = read(row, column);
    if (value === null) return null;
    const instant = typeof value === 'string' ? toInstant(value) : Number.NaN;
    if (Number.isNaN(instant)) throw new DataRuleError(row.source, `${column} is not a date: ${value}`);
    return instant;
  };
}

function written(moment: number | null): Cell {
  return moment === null ? null : toTimestamp(moment);
}

function parent(row: RowInTheMaking, source: string): NamedRow {
  const found = row.parents.get(source);
  if (!found) throw new DataRuleError(row.source, `a rule looks up ${source} before a row of it is picked.`);
  return found;
}

function lookUp(row: RowInTheMaking, source: string, column: string): Cell {
  const value = parent(row, source).get(column);
  if (value === undefined) throw new DataRuleError(row.source, `${source} has no column ${column}.`);
  return value;
}

function pickParent(row: RowInTheMaking, rule: Extract<ValueRule, { kind: 'reference' }>): Cell {
  const { written = [], generated = [] } = row.sources.get(rule.source) ?? {};
  const before = rule.written ? written.length : 0;
  const index = Math.floor((before + generated.length) * row.random() ** (rule.skew ?? 1));
  const picked = index < before ? written[index] : generated[index - before];
  if (!picked) throw new DataRuleError(row.source, `${rule.source} has no rows to refer to.`);
  row.parents.set(rule.source, picked);
  return lookUp(row, rule.source, rule.column);
}

/** Makes the row with this key the parent that is looked up. */
function joinParent(row: RowInTheMaking, { source, column }: { source: string; column: string }, key: Cell): void {
  const rows = row.sources.get(source);
  const found = rows && rowsByKey(rows, column).get(key);
  if (found) row.parents.set(source, found);
  else row.parents.delete(source);
}

const keysOfRows = new WeakMap<SourceRows, Map<string, Map<Cell, NamedRow>>>();

/** The last row of each key; all rows of a parent are made before those of its children. */
function rowsByKey(rows: SourceRows, column: string): Map<Cell, NamedRow> {
  const columns = keysOfRows.get(rows) ?? new Map<string, Map<Cell, NamedRow>>();
  keysOfRows.set(rows, columns);
  const known =
    columns.get(column) ??
    new Map([...rows.written, ...rows.generated].map((one) => [one.get(column) ?? null, one] as const));
  columns.set(column, known);
  return known;
}

function compose(row: RowInTheMaking, rule: Extract<ValueRule, { kind: 'compose' }>): string {
  return rule.pattern.replace(/\{(\w+)\}/g, (_, name: string) => {
    const list = rule.lists[name];
    if (list) return list[Math.floor(row.random() * list.length)] ?? '';
    const value = String(read(row, name));
    return rule.as_written ? value : value.toLowerCase().replaceAll(/\s+/g, '');
  });
}

/** Splits so that each part of a run is between a third and two thirds of what is left, and the last takes the rest. */
function splitAmount(row: RowInTheMaking, source: string, column: string): Cell {
  const total = lookUp(row, source, column);
  if (typeof total !== 'number') throw new DataRuleError(row.source, `${source} ${column} is not an amount.`);
  const key = `${source} ${column}`;
  const left = row.position === 1 ? Math.round(total * 100) : (row.remainders.get(key) ?? 0);
  const part = row.position === row.length ? left : Math.round(left * (1 / 3 + row.random() / 3));
  row.remainders.set(key, left - part);
  return part / 100;
}

function raw(rule: ValueRule, row: RowInTheMaking, slot: Slot): Cell {
  switch (rule.kind) {
    case 'sequence':
      return row.nextKey(rule);
    case 'constant':
      return rule.value;
    case 'pick':
      return rule.even ? pickEvenly(row.random, rule.from, row.tallyOf(rule)) : pickWeighted(row.random, rule.from);
    case 'similar':
      return mostSimilar(rule, (column) => read(row, column), row.random);
    case 'compose':
      return compose(row, rule);
    case 'number': {
      const value = rule.minimum + (rule.maximum - rule.minimum) * row.random() ** (rule.skew ?? 1);
      return round(value, rule.decimals ?? 0);
    }
    case 'day':
      return toDate(boundedMoment(row, rule, instantsOf(row)));
    case 'moment':
      return toTimestamp(boundedMoment(row, rule, instantsOf(row)));
    case 'after':
      return written(limitedMoment(row, rule, slot, instantsOf(row)));
    case 'month':
      return written(monthOf(row, rule, slot, instantsOf(row)));
    case 'latest':
      return written(latestOf(rule, instantsOf(row)));
    case 'reference':
      return pickParent(row, rule);
    case 'lookup': {
      const value = lookUp(row, rule.source, rule.column);
      if (rule.joins) joinParent(row, rule.joins, value);
      return value;
    }
    case 'copy':
      return read(row, rule.column);
    case 'multiply':
      return multiply(rule, (column) => read(row, column));
    case 'add':
      return add(rule, (column) => read(row, column));
    case 'vary':
      return vary(rule, (column) => read(row, column));
    case 'once_per':
      return oncePer(rule, read(row, rule.column), row.keptOf(rule), () => raw(rule.use, row, slot));
    case 'previous':
      return row.previous?.get(rule.column) ?? (row.previous ? null : raw(rule.first, row, slot));
    case 'position':
      return rule.from === 'start' ? row.position : row.length - row.position + 1;
    case 'split':
      return splitAmount(row, rule.source, rule.column);
    case 'sum':
      // Filled in by the caller once the child rows exist.
      return 0;
    case 'when':
      return raw(rule.is.includes(read(row, rule.column)) ? rule.use : rule.otherwise, row, slot);
  }
}

function inForm(value: Cell, type: ColumnType | undefined): Cell {
  if (value === null || type === undefined) return value;
  if (type === 'date' && typeof value === 'string') return value.slice(0, 10);
  if (type === 'timestamp' && typeof value === 'string' && value.length === 10) return `${value} 00:00:00`;
  if (typeof value !== 'number') return value;
  if (type === 'integer') return Math.round(value);
  if (type === 'amount') return round(value, 2);
  return type === 'ratio' ? round(value, 4) : value;
}

/** The value that a rule gives, in the form of its column. */
export function makeValue(rule: ValueRule, row: RowInTheMaking, slot: Slot): Cell {
  const value = inForm(raw(rule, row, slot), slot.type);
  if (value === null && !slot.nullable && !row.unfit.lost)
    throw new DataRuleError(row.source, `${slot.column} may not be empty.`);
  return value;
}
