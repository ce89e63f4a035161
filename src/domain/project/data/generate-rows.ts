import type { Cell } from '../../scenario/cell.ts';
import type { Source } from '../../scenario/source.ts';
import { keyColumns } from '../../scenario/source-key.ts';
import type { FullerRule, ValueRule } from '../fuller-rule.ts';
import type { RowsPiece } from '../piece.ts';
import { DataRuleError } from './data-rule-error.ts';
import { generationOrder, totals } from './generation-order.ts';
import { makeFit, movingSlots } from './make-fit.ts';
import { makeValue } from './make-value.ts';
import { tallies } from './pick.ts';
import { type Random, randomFrom } from './random.ts';
import { keptValues } from './reckon.ts';
import type { NamedRow, RowInTheMaking, Slot, SourceRows } from './row-in-the-making.ts';
import { slotOrder } from './slot-order.ts';

/** One source with its rows as they are written, dates already moved. */
export interface WrittenSource {
  readonly id: string;
  readonly source: Source;
  readonly piece: RowsPiece;
  readonly rows: readonly NamedRow[];
}

/** A counter that passes over every key that the written rows use, on any batch. */
function keysBeside(written: WrittenSource): RowInTheMaking['nextKey'] {
  const { day_one, next_day, incidents } = written.piece;
  const deliveries = [next_day, ...Object.values(incidents)];
  const taken = new Set<Cell>([...day_one, ...deliveries.flatMap(({ append }) => append)].flat());
  const counters = new Map<ValueRule, number>();
  return (rule) => {
    let number = counters.get(rule) ?? rule.start;
    const key = (): Cell =>
      rule.prefix === undefined && rule.width === undefined
        ? number
        : `${rule.prefix ?? ''}${String(number).padStart(rule.width ?? 0, '0')}`;
    while (taken.has(key())) number += 1;
    counters.set(rule, number + 1);
    return key();
  };
}

/** Every column and working value with its rule, each after what it reads; columns without a rule are empty. */
function slots(id: string, source: Source, rule: FullerRule): [slot: Slot, rule: ValueRule][] {
  const known = new Map(source.columns.map((column) => [column.name, column]));
  const slot = (column: string): Slot => {
    const { type, nullable } = known.get(column) ?? {};
    return { column, type, nullable: nullable ?? true };
  };
  const made = slotOrder(id, rule).flatMap((name): [Slot, ValueRule][] => {
    const column = rule.columns[name];
    if (column) return [[slot(name), column]];
    const value = rule.working?.[name];
    return value ? [[{ column: name, type: undefined, nullable: true }, value]] : [];
  });
  const left = source.columns.filter(({ name }) => !(name in rule.columns));
  return [...made, ...left.map(({ name }): [Slot, ValueRule] => [slot(name), { kind: 'constant', value: null }])];
}

function runLength(rule: NonNullable<FullerRule['per']>, parent: NamedRow, random: Random): number {
  const fitting = rule.lengths?.find(({ column, is }) => is.includes(parent.get(column) ?? null)) ?? rule;
  return fitting.minimum + Math.floor(random() * (fitting.maximum - fitting.minimum + 1));
}

/** Makes the further rows of one source; parents' rows are made already. */
function generateSource(
  written: WrittenSource,
  sources: ReadonlyMap<string, SourceRows>,
  wanted: number,
  asOf: string,
  random: Random,
): NamedRow[] {
  const rule = written.piece.fuller;
  const columns = slots(written.id, written.source, rule);
  const nextKey = keysBeside(written);
  const rows: NamedRow[] = [];

  // None when the run ends before this row; what would follow its empty column is not made.
  const makeRow = (run: Omit<RowInTheMaking, 'values' | 'unfit'>): NamedRow | undefined => {
    const row: RowInTheMaking = {
      ...run,
      values: new Map(),
      unfit: { beyond: 0, lost: false, early: false, earlier: 0 },
    };
    for (const [slot, value] of columns) {
      const made = makeValue(value, row, slot);
      if (made === null && slot.column === rule.per?.ends_before) return undefined;
      row.values.set(slot.column, made);
    }
    if (rule.kept_whole && !makeFit(row, moving)) return undefined;
    return row.values;
  };
  const shared = { source: written.id, sources, asOf, random, nextKey, tallyOf: tallies(), keptOf: keptValues() };
  const moving = movingSlots(columns);

  const { per } = rule;
  if (!per) {
    for (let index = 0; index < Math.min(wanted, rule.most ?? wanted); index += 1) {
      const alone = { previous: undefined, position: 1, length: 1, parents: new Map(), remainders: new Map() };
      const row = makeRow({ ...shared, ...alone });
      if (row) rows.push(row);
    }
    return rows;
  }

  for (const parent of sources.get(per.source)?.generated ?? []) {
    const length = runLength(per, parent, random);
    const remainders = new Map<string, number>();
    let previous: NamedRow | undefined;
    for (let position = 1; position <= length; position += 1) {
      const parents = new Map([[per.source, parent]]);
      const row = makeRow({ ...shared, previous, position, length, parents, remainders });
      if (!row) break;
      rows.push(row);
      if (per.ends_with !== undefined && row.get(per.ends_with) === null) break;
      previous = row;
    }
  }
  return rows;
}

/** Fills the totals of every parent whose child rows have just been made. */
function fillTotals(
  child: string,
  written: ReadonlyMap<string, WrittenSource>,
  sources: ReadonlyMap<string, SourceRows>,
): void {
  for (const [id, { piece, source }] of written) {
    for (const [column, total] of totals(piece.fuller)) {
      if (total.source !== child) continue;
      const [key, ...more] = keyColumns(source).map(({ name }) => name);
      if (key === undefined || more.length > 0) {
        throw new DataRuleError(id, `${column} is a total, but no column alone is the primary key.`);
      }
      const sums = new Map<Cell, number>();
      for (const row of sources.get(child)?.generated ?? []) {
        const parent = row.get(total.by) ?? null;
        const product = total.columns.reduce((value, name) => value * Number(row.get(name) ?? 0), 1);
        sums.set(parent, (sums.get(parent) ?? 0) + Math.round(product * 100));
      }
      for (const row of sources.get(id)?.generated ?? []) row.set(column, (sums.get(row.get(key) ?? null) ?? 0) / 100);
    }
  }
}

/**
 * The rows beyond the written ten, by source. Free sources get `wanted` rows each, or as many as there are at most; runs have as many as their parents
 * and lengths give. The same seed gives the same rows; `asOf` only moves their dates.
 */
export function generateRows(
  writtenSources: readonly WrittenSource[],
  options: { readonly wanted: number; readonly asOf: string; readonly seed: string },
): ReadonlyMap<string, readonly NamedRow[]> {
  const written = new Map(writtenSources.map((source) => [source.id, source]));
  const sources = new Map<string, SourceRows>();
  for (const id of generationOrder(new Map(writtenSources.map(({ id, piece }) => [id, piece.fuller])))) {
    const current = written.get(id);
    if (!current) continue;
    const random = randomFrom(`${options.seed} ${id}`);
    const generated = generateSource(current, sources, options.wanted, options.asOf, random);
    sources.set(id, { written: current.rows, generated });
    fillTotals(id, written, sources);
  }
  return new Map([...sources].map(([id, { generated }]) => [id, generated]));
}
