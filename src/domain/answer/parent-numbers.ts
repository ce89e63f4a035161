import type { ValueRule } from '../project/fuller-rule.ts';
import type { Cell, Row } from '../scenario/cell.ts';
import type { SourceColumn } from '../scenario/source.ts';
import { isNumeric, type Numbers } from './numbers-of.ts';
import type { Parent } from './parents-of.ts';

const cent = 0.0051;
/** So many written rows must reckon alike, and this share of those that can, before the further ones do. */
const fewestAlike = 4;
const leastShare = 0.6;

/** A number that is reckoned from one of the row's parent, as an amount from a price or a booking from what it books. */
export interface ParentNumber {
  readonly by: SourceColumn;
  /** A working value: the parent's number; empty where there is no parent. */
  readonly name: string;
  readonly working: ValueRule;
  /** One rule for each written row that has a parent. */
  readonly rules: readonly (ValueRule | undefined)[];
}

/** The parent's number, or that and one of the row's own, that most written rows multiply to a column's value. */
export function parentNumber(
  { column, values }: Numbers,
  own: readonly Numbers[],
  parents: readonly Parent[],
): ParentNumber | undefined {
  if (column.type !== 'amount') return undefined;
  for (const parent of parents) {
    for (const [at, theirs] of parent.source.columns.entries()) {
      if (theirs.type !== 'amount' || theirs.nullable) continue;
      const number = (row: number) => numberIn(parent.joined[row], at);
      const beside = own.filter((other) => other.column !== column && isNumeric(other.column));
      for (const other of [undefined, ...beside]) {
        const whole = (row: number) => (other ? product(number(row), other.values[row] ?? null) : number(row));
        const parts = partsOf(values, whole);
        if (!parts) continue;
        const name = `parents_number_${own.findIndex((one) => one.column === column) + 1}`;
        const columns = [name, ...(other ? [other.column.name] : [])];
        const lookup: ValueRule = { kind: 'lookup', source: parent.id, column: theirs.name };
        return {
          by: parent.by,
          name,
          working: ifThere(parent.by, { kind: 'constant', value: null }, lookup),
          rules: parts.map((part) =>
            part === undefined ? undefined : { kind: 'multiply', columns, factor: part, decimals: 2 },
          ),
        };
      }
    }
  }
  return undefined;
}

/** One rule where the reference is empty, another where it is not. */
export function ifThere({ name, nullable }: SourceColumn, none: ValueRule, there: ValueRule): ValueRule {
  return nullable ? { kind: 'when', column: name, is: [null], use: none, otherwise: there } : there;
}

/** Which part of the whole each row's value is, where most are the same part of theirs. */
function partsOf(
  values: readonly Cell[],
  whole: (row: number) => number | undefined,
): (number | undefined)[] | undefined {
  const parts = values.map((value, row) => {
    const of = whole(row);
    return typeof value === 'number' && of !== undefined && of !== 0 ? { value, of, part: value / of } : undefined;
  });
  const known = parts.filter((part) => part !== undefined);
  const alike = Math.max(
    0,
    ...known.map(({ part }) => known.filter(({ value, of }) => Math.abs(part * of - value) < cent).length),
  );
  const distinct = new Set(known.map(({ value }) => value)).size;
  if (alike < fewestAlike || alike < known.length * leastShare || distinct < fewestAlike) return undefined;
  return parts.map((part) => part && Math.round(part.part * 1e4) / 1e4);
}

function numberIn(row: Row | undefined, at: number): number | undefined {
  const value = row?.[at];
  return typeof value === 'number' ? value : undefined;
}

function product(one: number | undefined, other: Cell): number | undefined {
  return one === undefined || typeof other !== 'number' ? undefined : one * other;
}
