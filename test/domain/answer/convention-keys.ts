import { expectedKeys } from '../../../src/domain/answer/expected-keys.ts';
import type { Delivery, RowsPiece } from '../../../src/domain/project/piece.ts';
import type { Cell, Row } from '../../../src/domain/scenario/cell.ts';
import type { Scenario } from '../../../src/domain/scenario/scenario.ts';

/** Rows with the keys that a model is told to use, in every source and every reference; unknown ones stay as they are. */
export function withConventionKeys({ sources }: Scenario, rows: readonly RowsPiece[]): RowsPiece[] {
  const keys = new Map(
    rows.map((piece) => {
      const source = sources.find(({ system, table }) => `${system}.${table}` === piece.source);
      const at = source?.columns.findIndex(({ primary_key }) => primary_key) ?? -1;
      const expected = expectedKeys(sources, piece.source);
      const own = source?.columns[at]?.references === undefined && !source?.delivers_versions;
      const seen = [...piece.day_one, ...piece.next_day.append].map((row) => row[at] ?? null);
      const names = own ? [...new Set(seen)].map((key, index): [Cell, Cell] => [key, expected[index] ?? null]) : [];
      return [piece.source, new Map(names)];
    }),
  );
  return rows.map((piece) => {
    const columns = sources.find(({ system, table }) => `${system}.${table}` === piece.source)?.columns ?? [];
    const mapOf = (name: string) => {
      const column = columns.find((one) => one.name === name);
      return keys.get(column?.references?.source ?? (column?.primary_key ? piece.source : ''));
    };
    const cellOf = (name: string, cell: Cell): Cell => mapOf(name)?.get(cell) ?? cell;
    const rowOf = (row: Row): Row => row.map((cell, index) => cellOf(columns[index]?.name ?? '', cell));
    const key = columns.find(({ primary_key }) => primary_key)?.name ?? '';
    const deliveryOf = ({ append, amend }: Delivery): Delivery => ({
      append: append.map(rowOf),
      amend: amend.map((one) => ({
        key: Array.isArray(one.key) ? one.key : cellOf(key, one.key),
        set: Object.fromEntries(Object.entries(one.set).map(([name, cell]) => [name, cellOf(name, cell)])),
      })),
    });
    return {
      ...piece,
      day_one: piece.day_one.map(rowOf),
      next_day: deliveryOf(piece.next_day),
      incidents: Object.fromEntries(Object.entries(piece.incidents).map(([id, one]) => [id, deliveryOf(one)])),
    };
  });
}
