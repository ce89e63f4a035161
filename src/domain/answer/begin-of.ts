import type { FullerRule, ValueRule } from '../project/fuller-rule.ts';
import type { Row } from '../scenario/cell.ts';
import type { Source } from '../scenario/source.ts';
import { type Begin, type Dated, datesOf, firstDate, inSeason } from './chronology.ts';
import { ifThere } from './parent-numbers.ts';
import type { Parent } from './parents-of.ts';
import type { FullerAnswer } from './rows.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Working values that hold when the parents of a further row began: nothing happens to a row before. */
const parentBegan = 'parent_began';
/** Rows that must follow their parents before all do. */
const fewestRows = 5;
/** What follows within so many days is of one piece with its parent, whatever is said of the table's own season. */
const closeDays = 14;

/** When a row's first date can be, by the rows that it refers to: what that date depends on, and the values it reads. */
export function beginOf(
  source: Source,
  rows: readonly Row[],
  parents: readonly Parent[],
  answer: FullerAnswer,
): { readonly begin: Begin; readonly working: Record<string, ValueRule> } | undefined {
  // The parent of a row that has its key is not picked.
  const picked = parents.filter(({ by }) => !by.primary_key);
  const first = firstDate(source, datesOf(source, rows));
  const close = first && first.name !== source.loaded_at ? closest(first, picked, answer) : undefined;
  const working: Record<string, ValueRule> = {};
  const began = ({ by, id }: Parent, column: string): string => {
    const name = `${parentBegan}_${Object.keys(working).length + 1}`;
    working[name] = ifThere(by, { kind: 'constant', value: null }, { kind: 'lookup', source: id, column });
    return name;
  };
  const follows = close && {
    column: began(close.parent, close.date),
    by: close.parent.by,
    hoursAfter: close.hoursAfter,
  };
  const bounds = picked.flatMap((parent) => {
    const bound = first && boundOf(parent, first);
    if (!bound || (bound.date === close?.date && parent === close.parent)) return [];
    const name = began(parent, bound.date);
    if (!bound.month) return [name];
    working[`${name}_month`] = { kind: 'month', column: name, months: 0, day: 'first' };
    return [`${name}_month`];
  });
  const all = [...(follows ? [follows.column] : []), ...bounds];
  if (all.length === 0) return undefined;
  if (all.length > 1) working[parentBegan] = { kind: 'latest', columns: all };
  return { begin: { notBefore: all.length > 1 ? parentBegan : all[0], follows }, working };
}

/** The date with which a parent begins, where no written row comes before it; by the month where rows are of months. */
function boundOf({ source, piece, joined }: Parent, first: Dated): { date: string; month: boolean } | undefined {
  if (!piece) {
    const date = source.columns.find(
      ({ name, type, nullable }) => (type === 'date' || type === 'timestamp') && !nullable && name !== source.loaded_at,
    );
    return date && { date: date.name, month: false };
  }
  const date = firstDate(source, datesOf(source, piece.day_one));
  if (!date || date.name === source.loaded_at) return undefined;
  const theirs = datesOf(
    source,
    joined.map((row) => row ?? []),
  ).find(({ name }) => name === date.name);
  const pairs = first.at.flatMap((own, row) => {
    const bound = theirs?.at[row] ?? null;
    return own === null || bound === null ? [] : [{ own, bound }];
  });
  const byDay = first.type === 'date' || date.type === 'date';
  if (pairs.every(({ own, bound }) => own >= (byDay ? Math.floor(bound / dayMs) * dayMs : bound))) {
    return { date: date.name, month: false };
  }
  const isLater = ({ own, bound }: (typeof pairs)[number]) => own >= new Date(bound).setUTCDate(1) - (bound % dayMs);
  return first.monthDay && pairs.every(isLater) ? { date: date.name, month: true } : undefined;
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
      return [{ parent, date: date.name, type: date.type, longest, hoursAfter: known.map((one) => one ?? usual) }];
    });
  });
  const days = ({ longest }: { longest: number }) => Math.floor(longest);
  // Of two that are as far a moment follows the moment: on the day of a night's work it may lie before that began.
  const alike = ({ type }: Pick<Dated, 'type'>) => Number(type === first.type);
  return found.sort(
    (one, other) => days(one) - days(other) || alike(other) - alike(one) || one.longest - other.longest,
  )[0];
}

function hoursBetween(from: Dated, to: Dated, joined: Parent['joined']): (number | undefined)[] {
  const floor = (instant: number) => {
    if (to.monthDay) return new Date(instant).setUTCDate(1) - (instant % dayMs);
    return from.type === 'date' || to.type === 'date' ? Math.floor(instant / dayMs) * dayMs : instant;
  };
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
