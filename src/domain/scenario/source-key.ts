import type { Source, SourceColumn } from './source.ts';

/** The columns that name one row of a source: a single one, or those that do so together. */
export function keyColumns({ columns }: Pick<Source, 'columns'>): readonly SourceColumn[] {
  return columns.filter(({ primary_key }) => primary_key);
}

/** The positions of the key's columns within a row. */
export function keyPositions({ columns }: Pick<Source, 'columns'>): readonly number[] {
  return columns.flatMap(({ primary_key }, index) => (primary_key ? [index] : []));
}
