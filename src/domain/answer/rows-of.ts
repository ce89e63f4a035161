import { sourceId } from '../naming/names.ts';
import type { Delivery, RowKey, RowsPiece } from '../project/piece.ts';
import type { Row } from '../scenario/cell.ts';
import type { Source } from '../scenario/source.ts';
import { cellOf } from './cell-of.ts';
import { fullerOf } from './fuller-of.ts';
import type { DeliveryAnswer, RowsAnswer, TextRow } from './rows.ts';

/**
 * Rows as a piece: typed, in the order of the source's columns, with the rule by which further ones are made.
 *
 * @param sources all of the scenario, for what the source refers to
 * @param written rows of the sources that this one refers to
 */
export function rowsOf(
  answer: RowsAnswer,
  source: Source,
  sources: readonly Source[],
  written: readonly RowsPiece[] = [],
): RowsPiece {
  const day_one = answer.day_one.map((row) => rowOf(row, source));
  return {
    schema: 'rows/1',
    source: sourceId(source),
    as_of: answer.as_of,
    day_one,
    next_day: deliveryOf(answer.next_day, source),
    incidents: Object.fromEntries(answer.incidents.map(({ id, ...delivery }) => [id, deliveryOf(delivery, source)])),
    fuller: fullerOf(answer.fuller, source, day_one, sources, written),
  };
}

function rowOf(row: TextRow, { columns }: Source): Row {
  return columns.map(({ name, type }) => cellOf(row[name] ?? '', type));
}

function deliveryOf({ append, amend }: DeliveryAnswer, source: Source): Delivery {
  const typeOf = (name: string) => source.columns.find((column) => column.name === name)?.type ?? 'string';
  return {
    append: append.map((row) => rowOf(row, source)),
    amend: amend.map(({ key, set }) => ({
      key: keyOf(key, source),
      set: Object.fromEntries(set.map(({ column, value }) => [column, cellOf(value, typeOf(column))])),
    })),
  };
}

/** A row's key from its text; the parts of a composite one stand apart, in the order of its columns. */
function keyOf(text: string, { columns }: Source): RowKey {
  const types = columns.filter(({ primary_key }) => primary_key).map(({ type }) => type);
  const parts = text.trim().split(/[\s,;]+/);
  if (types.length < 2 || parts.length !== types.length) return cellOf(text, types[0] ?? 'string');
  return types.map((type, index) => cellOf(parts[index] ?? '', type));
}
