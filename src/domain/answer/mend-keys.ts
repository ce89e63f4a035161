import { sourceId } from '../naming/names.ts';
import type { Delivery } from '../project/piece.ts';
import type { Cell, Row } from '../scenario/cell.ts';
import type { Source } from '../scenario/source.ts';
import { expectedKeys } from './expected-keys.ts';
import { eachColumn, type Mending, type Note } from './mending.ts';

/** Too many are cut; too few are filled with the written ones in turn, which get keys of their own. */
export function tenRows(rows: readonly Row[], note: Note): readonly Row[] {
  if (rows.length === 10 || rows.length === 0) return rows;
  note('ten-rows', undefined, `There were ${rows.length} rows instead of ten.`);
  return Array.from({ length: 10 }, (_, index) => rows[index] ?? rows[index % rows.length] ?? []);
}

/** Keys that are there twice, missing, or not of the form that children refer to, become the expected ones. */
export function ownKeys(
  rows: readonly Row[],
  source: Source,
  sources: readonly Source[],
  note: Note,
): { rows: readonly Row[]; renamed: ReadonlyMap<Cell, Cell> } {
  const at = source.columns.findIndex(({ primary_key }) => primary_key);
  const expected = expectedKeys(sources, sourceId(source));
  const column = source.columns[at];
  // Where the key is the parent's own, the parent's rule decides; versions of one row share a key on purpose.
  if (!column || column.references || source.delivers_versions) return { rows, renamed: new Map() };
  const right = rows.every((row, index) => row[at] === expected[index]);
  if (right) return { rows, renamed: new Map() };
  const keys = rows.map((row) => row[at] ?? null);
  const known = new Set(expected.slice(0, rows.length));
  if (new Set(keys).size === keys.length && keys.every((key) => known.has(key))) return { rows, renamed: new Map() };
  note('own-keys', column.name, 'The keys became those that other rows refer to.');
  const renamed = new Map<Cell, Cell>();
  const fresh = rows.map((row, index) => {
    const key = expected[index] ?? null;
    const before = row[at] ?? null;
    if (before !== null && !renamed.has(before)) renamed.set(before, key);
    return row.with(at, key);
  });
  return { rows: fresh, renamed };
}

/** Rows that arrive later take the keys that come after those that are there. */
export function newKeys(
  arriving: readonly Row[],
  rows: readonly Row[],
  source: Source,
  sources: readonly Source[],
): readonly Row[] {
  const at = source.columns.findIndex(({ primary_key }) => primary_key);
  const column = source.columns[at];
  if (!column || column.references || source.delivers_versions) return arriving;
  const taken = new Set(rows.map((row) => row[at]));
  const free = expectedKeys(sources, sourceId(source)).filter((key) => !taken.has(key));
  return arriving.map((row) => {
    const key = row[at] ?? null;
    if (key !== null && !taken.has(key)) {
      taken.add(key);
      return row;
    }
    const next = free.find((candidate) => !taken.has(candidate)) ?? null;
    taken.add(next);
    return row.with(at, next);
  });
}

export function rekeyed(delivery: Delivery, renamed: ReadonlyMap<Cell, Cell>): Delivery {
  const one = (cell: Cell): Cell => renamed.get(cell) ?? cell;
  const amend = delivery.amend.map(({ key, set }) => ({ key: Array.isArray(key) ? key.map(one) : one(key), set }));
  return { ...delivery, amend };
}

export function withKeys(delivery: Delivery, renamed: ReadonlyMap<Cell, Cell>, source: Source): Delivery {
  const at = source.columns.findIndex(({ primary_key }) => primary_key);
  return {
    ...delivery,
    append: delivery.append.map((row) =>
      at < 0 ? row : row.with(at, renamed.get(row[at] ?? null) ?? row[at] ?? null),
    ),
  };
}

/**
 * A reference to no parent becomes one to a parent in turn: the ten keys of day one are always there. What arrives later may
 * refer to what arrives with it.
 */
export function joinKeys(rows: readonly Row[], { source, sources, note, arrives }: Mending): readonly Row[] {
  return eachColumn(rows, source, (column, values) => {
    const parent = sources.find((one) => sourceId(one) === column.references?.source);
    const key = parent?.columns.find(({ primary_key }) => primary_key);
    if (!parent || !key || key.name !== column.references?.column || parent.delivers_versions) return values;
    const expected = expectedKeys(sources, column.references.source);
    const keys = expected.slice(0, 10);
    const known = new Set(arrives ? expected : keys);
    return values.map((value, row) => {
      if (value === null || known.has(value)) return value;
      note('joining-keys', column.name, `${value} is no key of ${column.references?.source} and became one.`);
      return keys[row % keys.length] ?? null;
    });
  });
}
