import { sourceId } from '../../naming/names.ts';
import type { Cell, Row } from '../../scenario/cell.ts';
import type { Source } from '../../scenario/source.ts';
import type { Delivery } from '../piece.ts';
import { moveCell, moveRow } from './calendar.ts';
import { DataRuleError } from './data-rule-error.ts';
import { hasKey } from './has-key.ts';

/** Whether a delivery changes anything. */
export function isEmpty(delivery: Delivery): boolean {
  return delivery.append.length === 0 && delivery.amend.length === 0;
}

/**
 * The rows of a source after a delivery whose dates move by `days`. An amended row is changed in place; where the
 * source delivers versions, it arrives as a further row. An amendment that sets no load time gets `loadedAt`.
 */
export function deliver(
  rows: readonly Row[],
  delivery: Delivery,
  source: Source,
  { days, loadedAt }: { readonly days: number; readonly loadedAt: string },
): Row[] {
  const id = sourceId(source);
  const types = source.columns.map(({ type }) => type);
  const names = source.columns.map(({ name }) => name);
  const delivered = [...rows];

  for (const { key: value, set } of delivery.amend) {
    const index = delivered.findLastIndex((row) => hasKey(row, value, source));
    const before = delivered[index];
    if (!before) throw new DataRuleError(id, `a delivery amends ${value}, which is not there.`);
    const changes = new Map<string, Cell>(Object.entries(set));
    for (const name of changes.keys()) {
      if (!names.includes(name)) throw new DataRuleError(id, `a delivery sets ${name}, which is no column.`);
    }
    const after = before.map((cell, position) => {
      const name = names[position] ?? '';
      const type = types[position] ?? 'string';
      const change = changes.get(name);
      if (change !== undefined) return moveCell(change, type, days);
      return name === source.loaded_at ? loadedAt : cell;
    });
    if (source.delivers_versions) delivered.push(after);
    else delivered[index] = after;
  }
  return [...delivered, ...delivery.append.map((row) => moveRow(row, types, days))];
}
