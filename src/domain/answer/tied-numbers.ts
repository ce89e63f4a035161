import type { ValueRule } from '../project/fuller-rule.ts';
import type { Cell } from '../scenario/cell.ts';
import type { SourceColumn } from '../scenario/source.ts';
import { isNumeric, type Numbers, nonzero } from './numbers-of.ts';

const cent = 0.0051;
const fewestAlike = 2;
const fewestReckoned = 3;

/** A column with its values in the written rows, and whether a range or a product makes its further ones. */
export interface Tieable extends Numbers {
  readonly spread: boolean;
}

/**
 * The rule of a number that is reckoned from others of its row in every written row: a product, a sum or a difference;
 * or in proportion to one that is drawn for itself. One rule for each written row.
 */
export function reckoned(number: Numbers, others: readonly Tieable[]): readonly ValueRule[] | undefined {
  const { column, values } = number;
  const numbers = others.filter((other) => other.column !== column && isNumeric(other.column));
  const known = values.flatMap((value, row) => (typeof value === 'number' ? [{ value, row }] : []));
  if (known.length < values.length || new Set(nonzero(values)).size < fewestReckoned) return undefined;
  const at = ({ values: own }: Numbers, row: number) => {
    const value = own[row];
    return typeof value === 'number' ? value : Number.NaN;
  };
  const holds = (reckon: (row: number) => number) =>
    known.every(({ value, row }) => Math.abs(reckon(row) - value) < cent);
  const all = (rule: ValueRule) => values.map(() => rule);
  const pairs = numbers.flatMap((one, index) => numbers.slice(index + 1).map((other) => [one, other] as const));
  const decimals = column.type === 'integer' ? 0 : column.type === 'amount' ? 2 : 4;

  for (const [one, other] of pairs) {
    const columns = [one.column.name, other.column.name];
    const counts = [one, other].every(({ values: own }) => own.some((value) => value !== 1));
    if (counts && holds((row) => at(one, row) * at(other, row))) return all({ kind: 'multiply', columns, decimals });
    if (![one, other].every(takesPart)) continue;
    if (holds((row) => at(one, row) + at(other, row))) return all({ kind: 'add', columns });
    for (const [more, less] of [
      [one, other],
      [other, one],
    ] as const) {
      if (holds((row) => at(more, row) - at(less, row))) {
        return all({ kind: 'add', columns: [more.column.name], less: [less.column.name] });
      }
    }
    const third = numbers.find(
      (more) =>
        more !== one &&
        more !== other &&
        takesPart(more) &&
        holds((row) => [one, other, more].reduce((sum, part) => sum + at(part, row), 0)),
    );
    if (third) return all({ kind: 'add', columns: [...columns, third.column.name] });
  }
  return proportional(
    values,
    numbers.filter(({ spread }) => spread),
    decimals,
  );
}

/** As large a part of a number that is drawn for itself as in the written row, where several rows have the same part. */
function proportional(values: readonly Cell[], drawn: readonly Numbers[], decimals: number): ValueRule[] | undefined {
  for (const { column, values: whole } of drawn) {
    const parts = values.map((value, row) => partOf(value, whole[row] ?? null));
    const counted = parts.filter((part) => part !== undefined && part !== 0);
    const repeated = counted.length - new Set(counted).size;
    if (repeated === 0 || repeated < counted.length / 3 || parts.includes(undefined)) continue;
    return parts.map((part) =>
      part === 0 || part === undefined
        ? { kind: 'constant', value: 0 }
        : { kind: 'multiply', columns: [column.name], factor: part, decimals },
    );
  }
  return undefined;
}

function partOf(value: Cell, whole: Cell): number | undefined {
  if (typeof value !== 'number' || typeof whole !== 'number' || whole === 0) return value === 0 ? 0 : undefined;
  return Math.round((value / whole) * 1e3) / 1e3;
}

function takesPart({ values }: Numbers): boolean {
  return nonzero(values).length >= fewestAlike;
}

/** What decides alone over a number: a row that it refers to, or a word beside it such as a model or a plan. */
export type Decider = { readonly kind: 'parent' | 'word'; readonly column: string };

/**
 * The column with which a number repeats and without which it does not: in all written rows of different keys that have
 * the same value there the number is the same, and at least two repeat it so.
 */
export function deciderOf({ values }: Numbers, others: readonly Numbers[], keys: readonly Cell[]): Decider | undefined {
  const candidates = others.filter(({ column }) => !column.primary_key && (column.references || isWord(column)));
  const found = candidates.filter(({ values: own }) => {
    const groups = Map.groupBy(
      values.map((_, row) => row).filter((row) => own[row] !== null && own[row] !== undefined),
      (row) => own[row],
    );
    let alike = 0;
    for (const rows of groups.values()) {
      if (new Set(rows.map((row) => values[row])).size > 1) return false;
      if (rows.every((row) => typeof values[row] === 'number' && values[row] !== 0)) {
        alike += new Set(rows.map((row) => keys[row])).size - 1;
      }
    }
    return alike >= fewestAlike;
  });
  const by = found.find(({ column }) => column.references) ?? found[0];
  return by && { kind: by.column.references ? 'parent' : 'word', column: by.column.name };
}

function isWord({ type }: SourceColumn): boolean {
  return type === 'string' || type === 'boolean';
}
