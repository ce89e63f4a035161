import { sourceId } from '../naming/names.ts';
import type { Row } from '../scenario/cell.ts';
import type { Source } from '../scenario/source.ts';
import { instantOf } from './instant-of.ts';
import type { FullerAnswer } from './rows.ts';

/** Further rows of a register of places, plans, machines or business customers. */
const register = 40;
/** Further rows of a register of people, who are many. */
const people = 250;
/** Names of a list that a register of places could not fill. */
const manyNames = 600;
const threeYearsMs = 3 * 365 * 86_400_000;

/**
 * How many further rows there are at most: none where the answer says that the written ones are all, a few where
 * others refer to a table in which nothing happens day by day; without a bound where things happen.
 */
export function mostRows(
  { days_back, spreads }: FullerAnswer,
  source: Source,
  rows: readonly Row[],
  sources: readonly Source[],
): number | undefined {
  if (days_back <= 0) return 0;
  const id = sourceId(source);
  const isReferred = sources.some(
    (other) => other !== source && other.columns.some(({ references }) => references?.source === id),
  );
  if (!isReferred || happens(source, rows)) return undefined;
  const names = spreads
    .filter(({ kind }) => kind === 'words')
    .map(({ lists }) => lists.reduce((product, { entries }) => product * Math.max(1, entries.length), 1));
  return Math.max(0, ...names) >= manyNames ? people : register;
}

/** Dates beside the load time that lie as close as those of events do: a register's go back for years. */
function happens({ columns, loaded_at }: Source, rows: readonly Row[]): boolean {
  return columns.some(({ name, type }, at) => {
    if (name === loaded_at || (type !== 'date' && type !== 'timestamp')) return false;
    const instants = rows.flatMap((row) => instantOf(row[at]) ?? []);
    return instants.length > 0 && Math.max(...instants) - Math.min(...instants) < threeYearsMs;
  });
}
