import type { MonthDay, ValueRule } from '../project/fuller-rule.ts';
import type { Row } from '../scenario/cell.ts';
import type { Source, SourceColumn } from '../scenario/source.ts';
import { clockOf, isTimetable } from './clock-of.ts';
import { instantOf } from './instant-of.ts';
import { ifThere } from './parent-numbers.ts';
import type { FullerAnswer } from './rows.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const monthsOfDays = 92;
const monthHours = 730.5;
/** On the same day, at an hour of the clock. */
const anyHour = { minimum_hours: 0, maximum_hours: 23.9 };

/** Fewer dates than this may lie on the first of a month, or at midnight, by chance. */
const fewestDates = 3;

/** One column of dates or moments, with its values in the written rows. */
export interface Dated {
  readonly name: string;
  /** Moments that are all at midnight are dates. */
  readonly type: 'date' | 'timestamp';
  readonly at: readonly (number | null)[];
  /** The column is one of moments, all at midnight. */
  readonly midnight: boolean;
  /** All are the first, or all the last day of a month. */
  readonly monthDay: MonthDay | undefined;
}

/** What a row's first date depends on, where the row refers to others. */
export interface Begin {
  /** A working value: nothing happens before it. */
  readonly notBefore?: string | undefined;
  /** The date of a parent that rows follow closely. */
  readonly follows?:
    | {
        /** A working value. */
        readonly column: string;
        readonly by: SourceColumn;
        /** In each written row. */
        readonly hoursAfter: readonly number[];
      }
    | undefined;
}

/** In which order the dates of a source's rows come, and how far apart. */
export interface Chronology {
  /** How a date of further rows is made, one rule for each written row. */
  rulesOf(column: string, answer: FullerAnswer): readonly ValueRule[];
  /** What each written row's dates have in common with others', from much to little: order, sameness, emptiness. */
  readonly marks: readonly (readonly string[])[];
}

export function datesOf({ columns }: Source, rows: readonly Row[]): Dated[] {
  return columns.flatMap(({ name, type }, index): Dated[] => {
    if (type !== 'date' && type !== 'timestamp') return [];
    const at = rows.map((row) => instantOf(row[index]));
    const known = at.filter((one) => one !== null);
    const enough = known.length >= fewestDates;
    const midnight = type === 'timestamp' && enough && known.every((one) => one % dayMs === 0);
    const monthDay = enough ? monthDayOf(known) : undefined;
    return [{ name, type: midnight ? 'date' : type, at, midnight, monthDay }];
  });
}

function monthDayOf(instants: readonly number[]): MonthDay | undefined {
  const firsts = (later: number) => instants.every((one) => new Date(one + later).getUTCDate() === 1);
  if (instants.some((one) => one % dayMs !== 0)) return undefined;
  if (firsts(0)) return 'first';
  return firsts(dayMs) ? 'last' : undefined;
}

/** The date that the others follow: the one that every row has and that comes first; the load time is never it. */
export function firstDate({ loaded_at }: Source, dates: readonly Dated[]): Dated | undefined {
  const candidates = dates.filter(({ name, at }) => name !== loaded_at && at.every((one) => one !== null));
  const before = (one: Dated['at'], other: Dated['at']) =>
    one.every((instant, row) => (instant ?? 0) <= (other[row] ?? Number.POSITIVE_INFINITY));
  const earliest = candidates.find(({ at }) => candidates.every((other) => before(at, other.at)));
  return earliest ?? candidates[0] ?? dates.find(({ name }) => name === loaded_at);
}

/** A further row follows one of the written: its dates come in that row's order, about as far apart. */
export function chronologyOf(source: Source, rows: readonly Row[], begin: Begin | undefined): Chronology {
  const dates = datesOf(source, rows);
  const load = dates.find(({ name }) => name === source.loaded_at);
  const first = firstDate(source, dates);
  const events = dates.filter((date) => date !== load);
  const moments = events
    .filter(({ type }) => type === 'timestamp')
    .flatMap(({ at }) => at.filter((one) => one !== null));
  const clock = ({ type, at }: Dated, row: number) => clockOf(type, at, moments, row);

  /** The first one, then as they usually come: each is made from those before it. */
  const order = [...events].sort(
    (one, other) => Number(other === first) - Number(one === first) || usual(one, first) - usual(other, first),
  );
  /** Loads that come months after what they tell of have nothing to do with it. */
  const isRegister = rows.some((_, row) => daysToLoad(row) > monthsOfDays);

  const rowMarks = (mark: (one: number | null, other: number | null) => string) =>
    rows.map((_, row) =>
      events
        .flatMap((one, index) => events.slice(index).map((other) => mark(one.at[row] ?? null, other.at[row] ?? null)))
        .join(' '),
    );

  return {
    marks: [
      rowMarks((one, other) => (one === null || other === null ? '-' : String(Math.sign(one - other)))),
      rowMarks((one, other) => (one === null || other === null ? '-' : String(one === other))),
      rowMarks((one, other) => String(one !== null && one === other)),
      rowMarks((one, other) => String(one === null || other === null)),
    ],
    rulesOf(column, answer) {
      const date = dates.find(({ name }) => name === column);
      return rows.map((_, row) => {
        if (!date || !first) return { kind: 'constant', value: null };
        if (date === first) return firstRule(date, row, answer);
        // What a row has it has: its other columns say so.
        if (date.at[row] === null) return { kind: 'constant', value: null };
        return date === load ? loadRule(date, row) : followingRule(date, row);
      });
    },
  };

  function firstRule(date: Dated, row: number, answer: FullerAnswer): ValueRule {
    const freely = freeRule(date, row, answer);
    const { follows, notBefore } = begin ?? {};
    const hours = follows?.hoursAfter[row];
    if (!follows || hours === undefined) return freely;
    const { column, by } = follows;
    if (date.monthDay) {
      return ifThere(by, freely, { kind: 'month', column, months: Math.round(hours / monthHours), day: date.monthDay });
    }
    const bound = notBefore === undefined || notBefore === column ? {} : { not_before: notBefore };
    return ifThere(by, freely, {
      ...{ kind: 'after', column, ...around(hours), ...bound, clip: true, clock: clock(date, row) },
      ...withoutTime(date),
    });
  }

  function freeRule(date: Dated, row: number, { days_back, growth, season }: FullerAnswer): ValueRule {
    const earliest_days_ago = Math.min(1_500, Math.max(14, Math.round(days_back)));
    // What a row still waits for must fit before the last day, else its state would promise what is not there.
    const start = date.at[row] ?? 0;
    const waiting = isRegister ? events : dates;
    const waits = Math.max(0, ...waiting.map(({ at }) => (at[row] ?? start) - start));
    return {
      kind: date.type === 'date' ? 'day' : 'moment',
      earliest_days_ago,
      latest_days_ago: Math.min(Math.floor(waits / dayMs), earliest_days_ago),
      skew: growth > 0 ? growth : 1,
      clock: clock(date, row),
      ...(inSeason(season) ? { season: [...season] } : {}),
      ...(date.monthDay === undefined ? {} : { month_day: date.monthDay }),
      ...(begin?.notBefore === undefined ? {} : { not_before: begin.notBefore }),
    };
  }

  /** From the event before it in this row, or back from the one after it; of those that are made already. */
  function followingRule(date: Dated, row: number): ValueRule {
    const made = order.slice(0, order.indexOf(date)).filter(({ at }) => at[row] !== null);
    const instant = (one: Dated) => sortable(one, one === first, row);
    const sorted = made.sort((one, other) => instant(one) - instant(other));
    const earlier = sorted.filter((one) => instant(one) <= instant(date));
    const next = sorted.find((one) => instant(one) > instant(date));
    const base = lastOf(earlier, row) ?? next;
    if (!base) return { kind: 'constant', value: null };
    if (date.monthDay) {
      return { kind: 'month', column: base.name, months: monthsApart(base, date, row), day: date.monthDay };
    }
    const hours = apart(base, date, row);
    const takesDay = date.midnight && base.type === 'timestamp';
    if (hours === 0 && !takesDay) return { kind: 'copy', column: base.name };
    const sameDay = base.type === 'date' && date.type === 'timestamp' && Math.floor(hours / 24) === 0;
    const before = base !== next && next?.type === 'timestamp' && date.type === 'timestamp';
    return {
      kind: 'after',
      column: base.name,
      ...(sameDay ? anyHour : around(hours)),
      ...(before ? { not_after: next.name } : {}),
      clip: true,
      clock: clock(date, row),
      ...withoutTime(date),
    };
  }

  /** Loaded soon after the last thing that happened to the row. */
  function loadRule(date: Dated, row: number): ValueRule {
    const last = lastEvent(row);
    if (!last || isRegister) {
      const newest = Math.max(...date.at.map((instant) => instant ?? 0));
      const oldest = Math.min(...date.at.map((instant) => instant ?? newest));
      return {
        kind: 'moment',
        earliest_days_ago: Math.min(1_500, Math.max(14, dayOf(newest) - dayOf(oldest))),
        latest_days_ago: 0,
        ...(last ? { not_before: last.name } : {}),
        clock: clock(date, row),
      };
    }
    const days = Math.max(0, daysToLoad(row));
    const exactly = date.type === 'timestamp' && last.type === 'timestamp' ? apart(last, date, row) : 0;
    const soon = exactly > 0 && exactly < 24 && !isTimetable(date.at.filter((one) => one !== null));
    const span = soon ? around(exactly) : { minimum_hours: days * 24, maximum_hours: days * 24 };
    return { kind: 'after', column: last.name, ...span, clip: true, clock: clock(date, row) };
  }

  function lastEvent(row: number): Dated | undefined {
    const happened = events.filter(({ at }) => at[row] !== null);
    return lastOf(
      happened.sort((one, other) => sortable(one, false, row) - sortable(other, false, row)),
      row,
    );
  }

  function daysToLoad(row: number): number {
    const last = lastEvent(row);
    return last && load ? dayOf(load.at[row] ?? 0) - dayOf(last.at[row] ?? 0) : 0;
  }
}

/** How long after the first date it comes, on average. */
function usual({ at }: Dated, first: Dated | undefined): number {
  const apart = at.flatMap((instant, row) => (instant === null ? [] : [instant - (first?.at[row] ?? 0)]));
  return apart.reduce((sum, one) => sum + one, 0) / Math.max(1, apart.length);
}

/** The last of these events; a date without a time of day only where it is of a later day than the last moment. */
function lastOf(order: readonly Dated[], row: number): Dated | undefined {
  const last = order.at(-1);
  const moment = order.findLast(({ type }) => type === 'timestamp');
  const later = last && moment && dayOf(last.at[row] ?? 0) > dayOf(moment.at[row] ?? 0);
  return moment && !later ? moment : last;
}

/** A date without a time of day comes after the moments of its day, unless the row begins with it. */
function sortable({ type, at }: Dated, isFirst: boolean, row: number): number {
  const instant = at[row] ?? 0;
  return type === 'date' && !isFirst ? instant + dayMs - 1 : instant;
}

function monthsApart(from: Dated, to: Dated, row: number): number {
  const [start, end] = [new Date(from.at[row] ?? 0), new Date(to.at[row] ?? 0)];
  return (end.getUTCFullYear() - start.getUTCFullYear()) * 12 + end.getUTCMonth() - start.getUTCMonth();
}

function withoutTime({ midnight }: Dated): { whole_days?: true } {
  return midnight ? { whole_days: true } : {};
}

/** Hours from one to the other, whole days where the other has no time of day. */
function apart(from: Dated, to: Dated, row: number): number {
  const [start, end] = [from.at[row] ?? 0, to.at[row] ?? 0];
  return to.type === 'date' ? (dayOf(end) - dayOf(start)) * 24 : (end - start) / hourMs;
}

function dayOf(instant: number): number {
  return Math.floor(instant / dayMs);
}

/** About as long as in the written row; on the same day where that is. */
function around(hours: number): { minimum_hours: number; maximum_hours: number } {
  const ends = Math.abs(hours) < 12 ? [hours * 0.6, hours] : [hours * 0.75, hours * 1.25];
  return { minimum_hours: Math.min(...ends), maximum_hours: Math.max(...ends) };
}

/** Twelve proportions that a rule can be made of, of which not all are the same. */
export function inSeason(season: readonly number[]): boolean {
  return season.length === 12 && season.every((one) => one > 0) && new Set(season).size > 1;
}
