import type { Cell } from '../../scenario/cell.ts';
import type { ValueRule } from '../fuller-rule.ts';
import { round } from './round.ts';

type Rule<Kind extends ValueRule['kind']> = Extract<ValueRule, { kind: Kind }>;
type Read = (column: string) => Cell;

/** Steps are no finer than this. */
const finestDecimals = 4;

/** A product; empty where a factor is no number. */
export function multiply({ columns, factor = 1, decimals = 2 }: Rule<'multiply'>, read: Read): Cell {
  const factors = numbers(columns, read);
  return (
    factors &&
    round(
      factors.reduce((product, value) => product * value, factor),
      decimals,
    )
  );
}

/** A sum; empty where one of its parts is no number. */
export function add({ columns, less = [] }: Rule<'add'>, read: Read): Cell {
  const [more, off] = [numbers(columns, read), numbers(less, read)];
  return more && off && round(total(more) - total(off), finestDecimals);
}

/** A value a little below or above another one, on a whole step. */
export function vary({ value, share, by, step }: Rule<'vary'>, read: Read): Cell {
  const drawn = read(by);
  const varied = typeof drawn === 'number' ? value * (1 + share * drawn) : value;
  return round(Math.round(varied / step) * step, finestDecimals);
}

/** What is known for this key, else what is made now and known from here on. */
export function oncePer({ known }: Rule<'once_per'>, key: Cell, kept: Map<Cell, Cell>, make: () => Cell): Cell {
  const written = known.find(({ is }) => is === key);
  if (written) return written.value;
  const value = kept.get(key) ?? make();
  kept.set(key, value);
  return value;
}

/** What each rule has made once for each key. */
export function keptValues(): (rule: ValueRule) => Map<Cell, Cell> {
  const all = new Map<ValueRule, Map<Cell, Cell>>();
  return (rule) => {
    const kept = all.get(rule) ?? new Map<Cell, Cell>();
    all.set(rule, kept);
    return kept;
  };
}

function numbers(columns: readonly string[], read: Read): number[] | null {
  const values = columns.map(read);
  return values.every((value) => typeof value === 'number') ? values : null;
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
