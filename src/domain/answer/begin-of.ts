import type { FullerRule, ValueRule } from '../project/fuller-rule.ts';
import type { Row } from '../project/piece.ts';
import type { Source } from '../scenario/source.ts';
import { type Begin, type Dated, datesOf, firstDate, inSeason } from './chronology.ts';
import type { Parent } from './parents-of.ts';
import type { FullerAnswer } from './rows.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** The working value that holds when the parent of a further row began: nothing happens to a row before. */
const parentBegan = 'parent_began';
/** Rows that must follow their parents before all do. */
const fewestRows = 5;
/** What follows within so many days is of one piece with its parent, whatever is said of the table's own season. */
const closeDays = 14;

/** When a row's first date can be, by the row that it refers to: the rule of that row's date, and what follows from it. */
export function beginOf(
  source: Source,
  rows: readonly Row[],
  parents: readonly Parent[],
  answer: FullerAnswer,
): { readonly begin: Begin; readonly working: Record<string, ValueRule> } | undefined {
  const needed = parents.filter(({ by }) => !by.nullable && !by.primary_key);
  const first = firstDate(source, datesOf(source, rows));
  const close = first && first.name !== source.loaded_at ? closest(first, needed, answer) : undefined;
  if (close) {
    const { parent, date, hoursAfter } = close;
    const working = { [parentBegan]: { kind: 'lookup', source: parent.id, column: date } } as const;
    return { begin: { notBefore: parentBegan, hoursAfter }, working };
  }
  for (const { id, source: parent } of needed) {
    const date = parent.columns.find(
      ({ name, type, nullable }) => (type === 'date' || type === 'timestamp') && !nullable && name !== parent.loaded_at,
    );
    if (date) {
      const working = { [parentBegan]: { kind: 'lookup', source: id, column: date.name } } as const;
      return { begin: { notBefore: parentBegan }, working };
    }
  }
  return undefined;
}

/** The date of a parent that all written rows follow soonest, if they do so closely. */
function closest(first: Dated, parents: readonly Parent[], answer: FullerAnswer) {
  const found = parents.flatMap((parent) => {
    const { source, joined, piece } = parent;
    if (!piece || joined.filter((row) => row !== undefined).length < fewestRows) return [];
    const dates = datesOf(
      source,
      joined.map((row) => row ?? []),
    );
    return dates.flatMap((date) => {
      if (date.name === source.loaded_at) return [];
      const known = hoursBetween(date, first, joined);
      const hours = known.filter((one) => one !== undefined);
      const longest = Math.max(...hours) / 24;
      const bound = inherits(answer, piece.fuller) ? Math.max(closeDays, answer.days_back / 2) : closeDays;
      const follows = hours.length === joined.filter((row) => row !== undefined).length && Math.min(...hours) >= 0;
      if (!follows || longest > bound) return [];
      const usual = hours.reduce((sum, one) => sum + one, 0) / hours.length;
      return [{ parent, date: date.name, longest, hoursAfter: known.map((one) => one ?? usual) }];
    });
  });
  return found.sort((one, other) => one.longest - other.longest)[0];
}

function hoursBetween(from: Dated, to: Dated, joined: Parent['joined']): (number | undefined)[] {
  const days = from.type === 'date' || to.type === 'date';
  const floor = (instant: number) => (days ? Math.floor(instant / dayMs) * dayMs : instant);
  return joined.map((row, index) => {
    const [start, end] = [from.at[index], to.at[index]];
    if (!row || start === null || start === undefined || end === null || end === undefined) return undefined;
    return (floor(end) - floor(start)) / hourMs;
  });
}

/** What the answer says of season and growth also holds for rows that follow rows of the parent closely. */
function inherits({ season, growth }: FullerAnswer, { columns }: FullerRule): boolean {
  const spans = Object.values(columns).flatMap(spansOf);
  const seasonal = !inSeason(season) || spans.some((span) => span.season !== undefined);
  return seasonal && (growth === 1 || spans.some(({ skew = 1 }) => skew > 1 === growth > 1));
}

function spansOf(rule: ValueRule): Extract<ValueRule, { kind: 'day' | 'moment' }>[] {
  if (rule.kind === 'when') return [...spansOf(rule.use), ...spansOf(rule.otherwise)];
  return rule.kind === 'day' || rule.kind === 'moment' ? [rule] : [];
}
