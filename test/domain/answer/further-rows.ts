import { fullerOf } from '../../../src/domain/answer/fuller-of.ts';
import type { FullerAnswer, SpreadAnswer } from '../../../src/domain/answer/rows.ts';
import { materialise } from '../../../src/domain/project/data/materialise.ts';
import { type RowsPiece, rowsPieceSchema } from '../../../src/domain/project/piece.ts';
import type { Cell, Row } from '../../../src/domain/scenario/cell.ts';
import { type Source, source as sourceSchema } from '../../../src/domain/scenario/source.ts';
import { ecommerce } from '../blueprint/ecommerce.ts';

export const asOf = '2026-06-26';
const plain: FullerAnswer = { days_back: 120, growth: 1, season: [], spreads: [] };

/** A column: its name and type, its ten values, and what else it has. */
export type Given = readonly [name: string, type: string, values: readonly Cell[], more?: object];

/** A table of ten rows with a key, these columns, and a load time. */
export function aTable(table: string, given: readonly Given[], spreads: readonly SpreadAnswer[] = []) {
  const source = sourceSchema.parse({
    ...{ system: 'shop', table, entity: table, description: 'Rows.', staging_purpose: 'Names.' },
    loaded_at: 'loaded_at',
    columns: [
      { name: `${table}_no`, type: 'string', description: 'Key.', primary_key: true },
      ...given.map(([name, type, , more]) => ({ name, type, description: 'A column.', ...more })),
      { name: 'loaded_at', type: 'timestamp', description: 'Loaded.' },
    ],
  });
  const rows = Array.from({ length: 10 }, (_, row): Row => {
    const day = `2026-06-${String(row + 10)}`;
    return [
      `${table.toUpperCase()}-${row + 1}`,
      ...given.map(([, , values]) => values[row] ?? null),
      `${day} 22:00:00`,
    ];
  });
  return { source, rows, answer: { ...plain, spreads: [...spreads] } };
}

/** All rows of the last table by column name: the ten, and those that are made. */
export function rowsOf(...tables: readonly ReturnType<typeof aTable>[]) {
  const sources = tables.map(({ source }) => source);
  const pieces: RowsPiece[] = [];
  for (const { source, rows, answer } of tables) {
    const fuller = fullerOf(answer, source, rows, sources, pieces);
    const piece = { schema: 'rows/1', source: `shop.${source.table}`, as_of: asOf, day_one: rows, fuller };
    pieces.push(rowsPieceSchema.parse({ ...piece, next_day: { append: [], amend: [] } }));
  }
  const scenario = { ...ecommerce.scenario, sources, incidents: [] };
  const made = materialise({ scenario, rows: pieces, dataVolume: 'fuller', asOf, shortId: 's' });
  const named = ({ table, columns }: Source) =>
    (made.dayOne.get(`shop.${table}`) ?? []).map((row) =>
      Object.fromEntries(columns.map(({ name }, at) => [name, row[at] ?? null])),
    );
  const all = sources.map(named);
  return { ten: (all.at(-1) ?? []).slice(0, 10), further: (all.at(-1) ?? []).slice(10), all };
}
