import type { Cell } from '../scenario/cell.ts';
import type { Source, SourceColumn } from '../scenario/source.ts';
import { cellOf } from './cell-of.ts';
import type { FullerAnswer, SpreadAnswer } from './rows.ts';

export interface Weighted {
  readonly value: Cell;
  readonly weight: number;
}

/** Whether a column's further values are made from spreads: keys, references, dates and load times are not. */
export function takesSpread({ primary_key, references, type, tests }: SourceColumn): boolean {
  const unique = tests.some(({ check }) => check.kind === 'unique');
  return !primary_key && !references && !unique && type !== 'date' && type !== 'timestamp';
}

/** The weights of a column that can be used, as cells. Nothing comes of a column whose weights are all unusable. */
export function weightsOf(column: SourceColumn, spread: SpreadAnswer | undefined): readonly Weighted[] {
  if (spread?.kind !== 'weights' || !takesSpread(column)) return [];
  return spread.weights.flatMap(({ value, weight }) =>
    weight > 0 && refusal(value, column) === undefined ? [{ value: cellOf(value, column.type), weight }] : [],
  );
}

/** What of the weights cannot be used, to be told to who gave them. */
export function weightProblems(fuller: FullerAnswer, { columns }: Source): { path: string; message: string }[] {
  return fuller.spreads.flatMap((spread, index) => {
    if (spread.kind !== 'weights') return [];
    const column = columns.find(({ name }) => name === spread.column);
    const path = `fuller.spreads[${index}]`;
    if (!column) return [{ path, message: `There is no column ${spread.column}.` }];
    if (!takesSpread(column)) return [];
    const wrong = spread.weights.flatMap(({ value }) => {
      const why = refusal(value, column);
      return why === undefined ? [] : [{ path, message: why }];
    });
    if (wrong.length > 0 || weightsOf(column, spread).length > 0) return wrong;
    return [{ path, message: `No value of ${column.name} has a weight above 0.` }];
  });
}

/** Why a column cannot have this value, in a sentence. */
function refusal(text: string, { name, type, nullable, accepted_values, tests }: SourceColumn): string | undefined {
  const value = cellOf(text, type);
  if (value === null)
    return nullable ? undefined : `${name} is never empty, so no weight can be given to an empty text.`;
  const known = [
    ...(accepted_values ? [accepted_values] : []),
    ...tests.flatMap(({ check }) => (check.kind === 'accepted_values' ? [check.values] : [])),
  ];
  if (known.some((values) => !values.includes(String(value))))
    return `${name} cannot be “${text}”: its values are ${known[0]?.join(', ')}. Give weights to these.`;
  const fits = type === 'boolean' ? typeof value === 'boolean' : type === 'string' || typeof value === 'number';
  return fits ? undefined : `“${text}” is no value of ${name}, which is of type ${type}.`;
}
