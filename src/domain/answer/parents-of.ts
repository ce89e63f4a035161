import { sourceId } from '../naming/names.ts';
import type { ValueRule } from '../project/fuller-rule.ts';
import type { RowsPiece } from '../project/piece.ts';
import type { Cell, Row } from '../scenario/cell.ts';
import type { Source, SourceColumn } from '../scenario/source.ts';

/** A source that another one refers to, and for each written row of that one the row that it points to. */
export interface Parent {
  /** The column that refers to it. */
  readonly by: SourceColumn;
  readonly id: string;
  readonly source: Source;
  readonly piece: RowsPiece | undefined;
  /** The last delivery of it; none where the row points to nothing that is written. */
  readonly joined: readonly (Row | undefined)[];
}

/** The sources that one refers to by one column each. What is referred to twice says nothing about either. */
export function parentsOf(
  source: Source,
  rows: readonly Row[],
  sources: readonly Source[],
  written: readonly RowsPiece[],
): Parent[] {
  return source.columns.flatMap((by, at): Parent[] => {
    const { references } = by;
    const parent = sources.find((one) => sourceId(one) === references?.source);
    const twice = source.columns.filter((other) => other.references?.source === references?.source).length > 1;
    if (!references || !parent || parent === source || twice) return [];
    const piece = written.find((one) => one.source === references.source);
    const key = parent.columns.findIndex(({ name }) => name === references.column);
    const joined = rows.map((row) => piece?.day_one.findLast((one) => row[at] !== null && one[key] === row[at]));
    return [{ by, id: references.source, source: parent, piece, joined }];
  });
}

/** A value that a row shares with a row it refers to. */
export interface Shared {
  readonly parent: Parent;
  readonly rule: ValueRule;
}

/** Rows that must agree before a plain column counts as the parent's. */
const fewestAlike = 3;

/** The columns of a source that take over a parent's value, each by one way that leads to no circle. */
export function sharedColumns(
  source: Source,
  rows: readonly Row[],
  parents: readonly Parent[],
): ReadonlyMap<string, Shared> {
  const found = new Map<string, Shared>();
  const leadsTo = (from: SourceColumn, column: SourceColumn): boolean => {
    const by = found.get(from.name)?.parent.by;
    return from === column || (by !== undefined && leadsTo(by, column));
  };
  for (const [at, column] of source.columns.entries()) {
    const values = rows.map((row) => row[at] ?? null);
    const open = parents.filter(({ by }) => !leadsTo(by, column));
    const shared = sharedWith(column, values, open);
    if (shared) found.set(column.name, shared);
  }
  return found;
}

/**
 * The parent whose value a column takes over: it refers to the same as a column of the parent, or is a plain column of
 * the same name, and agrees in every written row that has both.
 */
function sharedWith(column: SourceColumn, values: readonly Cell[], parents: readonly Parent[]): Shared | undefined {
  for (const parent of parents) {
    const same = parent.source.columns.find((other) => isSame(column, other));
    if (!same || (same.nullable && !column.nullable)) continue;
    const at = parent.source.columns.indexOf(same);
    const pairs = parent.joined.flatMap((row, index) => {
      const value = values[index] ?? null;
      const theirs = row?.[at] ?? null;
      return value === null || theirs === null ? [] : [{ value, theirs }];
    });
    const enough = column.references !== undefined || pairs.length >= fewestAlike;
    if (!enough || pairs.some(({ value, theirs }) => value !== theirs)) continue;
    const joins = column.references === undefined ? {} : { joins: { ...column.references } };
    return { parent, rule: { kind: 'lookup', source: parent.id, column: same.name, ...joins } };
  }
  return undefined;
}

function isSame(column: SourceColumn, other: SourceColumn): boolean {
  if (column.primary_key || other.primary_key) return false;
  const { references } = column;
  if (references) {
    return other.references?.source === references.source && other.references.column === references.column;
  }
  const plain = other.references === undefined && column.type !== 'date' && column.type !== 'timestamp';
  return plain && column.type === other.type && nameOf(column) === nameOf(other);
}

function nameOf({ name, staged_as }: SourceColumn): string {
  return staged_as ?? name;
}
