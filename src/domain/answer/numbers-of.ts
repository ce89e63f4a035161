import type { Cell } from '../scenario/cell.ts';
import type { SourceColumn } from '../scenario/source.ts';

/** A column of numbers with its values in the written rows. */
export interface Numbers {
  readonly column: SourceColumn;
  readonly values: readonly Cell[];
}

const numeric = new Set(['integer', 'amount', 'ratio']);
/** Names of numbers that name or place something instead of measuring it. */
const naming = /(^|_)(id|ids|no|nr|num|number|code|key|zip|postcode|postal_code|phone|version|year|fiscal_year|rank)$/i;
const period = /^(month|week|quarter|day|hour|weekday|position|line|page)$/i;
const fewestMeasures = 3;

export function isNumeric({ type }: SourceColumn): boolean {
  return numeric.has(type);
}

/** Whether a column measures: its values hardly repeat, and it neither counts on nor names anything. */
export function measures({ column, values }: Numbers): boolean {
  const { name, staged_as, primary_key, references } = column;
  if (!isNumeric(column) || primary_key || references) return false;
  if ([name, staged_as ?? name].some((one) => naming.test(one) || period.test(one))) return false;
  const known = nonzero(values);
  const distinct = new Set(known).size;
  return known.length >= fewestMeasures && distinct > known.length / 2 && !countsOn(known);
}

/** The numbers that are not 0. */
export function nonzero(values: readonly Cell[]): number[] {
  return values.filter((value) => typeof value === 'number' && value !== 0) as number[]; // The filter says so.
}

const steps = [1_000, 500, 100, 50, 25, 10, 5, 1, 0.5, 0.25, 0.1, 0.05, 0.01, 0.001];
const finest = { integer: 1, amount: 0.01, ratio: 0.0001 };
/** Fewer numbers than this may lie on a whole step by chance. */
const fewestOnSteps = 5;

/** The step that all of a column's numbers lie on: whole tens, five cents, or as fine as its type. */
export function stepOf({ column: { type }, values }: Numbers): number {
  const known = nonzero(values);
  const least = type === 'integer' || type === 'amount' ? finest[type] : finest.ratio;
  const decimals = [1, 0.1, 0.01, 0.001];
  const fitting = (known.length < fewestOnSteps ? decimals : steps).filter((step) => step >= least);
  return fitting.find((step) => known.every((value) => isWhole(value / step))) ?? least;
}

function isWhole(value: number): boolean {
  return Math.abs(value - Math.round(value)) < 1e-6 * Math.max(1, Math.abs(value));
}

/** Whole numbers without a gap are numbered, not measured. */
function countsOn(values: readonly number[]): boolean {
  const sorted = [...new Set(values)].sort((one, other) => one - other);
  return sorted.length > 4 && sorted.every((value, at) => at === 0 || value - (sorted[at - 1] ?? 0) === 1);
}
