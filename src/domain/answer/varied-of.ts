import type { ValueRule } from '../project/fuller-rule.ts';
import type { Cell } from '../scenario/cell.ts';
import { measures, type Numbers, nonzero, stepOf } from './numbers-of.ts';
import { type Decider, deciderOf, reckoned, type Tieable } from './tied-numbers.ts';

/** No value is varied by more than this share of it. */
const mostShare = 0.15;
/** Values closer than this, by share, are the same one put right. */
const sameShare = 0.0005;

/** A column as far as its numbers are varied. */
export interface Variable extends Tieable {
  /** Its further values are to be found here: nothing else makes them. */
  readonly free: boolean;
}

/** How numbers for which nothing is said vary about those of the written rows. */
export interface Varied {
  /** One rule for each written row; none for a column that keeps the values of the ten. */
  rulesOf(column: string): readonly ValueRule[] | undefined;
  /** The reference that decides alone over a column's value: the same parent, the same value. */
  parentOf(column: string): string | undefined;
  readonly working: Readonly<Record<string, ValueRule>>;
}

/**
 * Numbers that measure are varied about as far as to the next but one of the ten; numbers of a type go up and down
 * together within a row, so that they keep their order and their proportions, and what the ten reckon from others of the
 * row is reckoned. Codes, lists of few values, and what goes with a word beside it stay as the ten have them.
 *
 * @param keys of the written rows; two deliveries of one row have the same
 */
export function variedOf(columns: readonly Variable[], keys: readonly Cell[]): Varied {
  const free = columns.filter((one) => one.free && measures(one));
  const deciders = new Map(
    free.flatMap((one): [string, Decider][] => {
      const decider = deciderOf(one, columns, keys);
      return decider ? [[one.column.name, decider]] : [];
    }),
  );
  const decided = (one: Numbers) => deciders.get(one.column.name)?.kind;
  const rules = new Map<string, readonly ValueRule[]>();
  // What others are reckoned from is not reckoned itself; totals come after their parts.
  const taken = new Set<string>();
  for (const one of [...free].reverse().filter((one) => decided(one) === undefined)) {
    if (taken.has(one.column.name)) continue;
    const found = reckoned(
      one,
      columns.filter(({ column }) => !rules.has(column.name)),
    );
    if (!found) continue;
    rules.set(one.column.name, found);
    for (const rule of found) for (const read of readBy(rule)) taken.add(read);
  }
  const varied = free.filter((one) => decided(one) !== 'word' && !rules.has(one.column.name));
  const working: Record<string, ValueRule> = {};
  for (const one of varied) {
    const by = `varies_${one.column.type}`;
    const step = stepOf(one);
    const together = varied.filter(({ column }) => column.type === one.column.type);
    const made = one.values.map((value, row): ValueRule => {
      const share = Math.min(...together.map((other) => shareOf(other, row)));
      const moves = typeof value === 'number' && Math.abs(value) * share >= step / 2;
      return moves ? { kind: 'vary', value, share, by, step } : { kind: 'constant', value };
    });
    if (made.every(({ kind }) => kind === 'constant')) continue;
    working[by] = { kind: 'number', minimum: -1, maximum: 1, decimals: 4 };
    rules.set(one.column.name, made);
  }
  return {
    working,
    rulesOf: (column) => rules.get(column),
    parentOf(column) {
      const decider = deciders.get(column);
      return decider?.kind === 'parent' ? decider.column : undefined;
    },
  };
}

/** How far a row's number may go: to the next but one of the others, within the limits that tests set it. */
function shareOf({ column, values }: Numbers, row: number): number {
  const value = values[row];
  if (typeof value !== 'number' || value === 0) return mostShare;
  const apart = nonzero(values)
    .filter((other) => other > 0 === value > 0)
    .map((other) => Math.abs(other - value) / Math.abs(value))
    .filter((share) => share > sameShare)
    .sort((one, other) => one - other);
  const limits = column.tests.flatMap(({ check }) => {
    if (check.kind === 'at_least') return [value - check.minimum];
    return check.kind === 'at_most' ? [check.maximum - value] : [];
  });
  const isShare = column.type === 'ratio' && values.every((one) => one === null || Math.abs(Number(one)) <= 1);
  const room = [...limits, ...(isShare ? [1 - value] : [])].map((left) => Math.max(0, left) / Math.abs(value));
  const share = Math.min(mostShare, apart[1] ?? apart[0] ?? mostShare, ...room);
  return Math.round(share * 1e4) / 1e4;
}

function readBy(rule: ValueRule): readonly string[] {
  if (rule.kind === 'multiply') return rule.columns;
  return rule.kind === 'add' ? [...rule.columns, ...(rule.less ?? [])] : [];
}
