import { stringify } from 'csv-stringify/sync';
import { seedName } from '../../naming/names.ts';
import type { Cell, Row } from '../../scenario/cell.ts';
import type { ColumnType, ModelColumn } from '../../scenario/column.ts';
import type { Source } from '../../scenario/source.ts';
import { plainText } from '../plain-text.ts';
import { seedType, sharedSeedTypes } from './column-types.ts';
import { yamlFile } from './yaml-file.ts';

export function seedPath(source: Source): string {
  return `seeds/${seedName(source.system, source.table)}.csv`;
}

/** A source's raw rows as CSV: empty cells are null, amounts carry their decimals, text that looks like a formula is quoted. */
export function seedCsv({ columns }: Source, rows: readonly Row[]): string {
  return csvOf(columns, rows);
}

/** The rows of any seed, whose cells stand in the order of its columns. */
export function csvOf(columns: readonly Pick<ModelColumn, 'name' | 'type'>[], rows: readonly Row[]): string {
  const types = columns.map(({ type }) => type);
  return stringify(
    rows.map((row) => row.map((cell, index) => cellText(cell, types[index] ?? 'string'))),
    {
      header: true,
      columns: columns.map(({ name }) => name),
      quoted_match: /^[\s=+@-].*[^\d.]|^\s|\s$|^$/,
      record_delimiter: 'unix',
    },
  );
}

function cellText(cell: Cell, type: ColumnType): string | null {
  if (cell === null) return null;
  if (typeof cell === 'number' && (type === 'amount' || type === 'ratio'))
    return cell.toFixed(type === 'amount' ? 2 : 4);
  return String(cell);
}

/** The column types of every raw seed, in names that each warehouse takes. */
export function seedProperties(sources: readonly Source[]): string {
  const types = new Set(sources.flatMap(({ columns }) => columns.map(({ type }) => seedType(type))));
  const shared = Object.fromEntries(Object.entries(sharedSeedTypes).filter(([, text]) => types.has(text)));
  const seeds = sources.map(({ system, table, description, columns }) => ({
    name: seedName(system, table),
    description: plainText(`Sample data: ${description}`),
    config: { column_types: Object.fromEntries(columns.map(({ name, type }) => [name, seedType(type)])) },
  }));
  return yamlFile({ version: 2, seeds }, shared);
}
