import type { ValueRule } from '../fuller-rule.ts';
import { dayOfMonth, endOfDay, startOfDay } from './calendar.ts';
import { momentAfter, momentIn } from './make-moment.ts';
import type { RowInTheMaking, Slot } from './row-in-the-making.ts';

type Rule<Kind extends ValueRule['kind']> = Extract<ValueRule, { kind: Kind }>;
type Instants = (column: string) => number | null;

/** A moment in a span of days that is not before its bound; at the last day's end where it would lie beyond it. */
export function boundedMoment(row: RowInTheMaking, rule: Rule<'day' | 'moment'>, instant: Instants): number {
  const bound = rule.not_before === undefined ? null : instant(rule.not_before);
  const drawn = momentIn({ ...row, earlier: row.unfit.earlier }, rule, bound);
  const moment = rule.month_day === undefined ? drawn : onMonthDay(drawn, rule.month_day, bound);
  return withinData(row, moment, (end) => (rule.month_day === undefined ? end : lastMonthDay(end, rule.month_day)));
}

/** A moment after another column, empty or at the limit where it would lie beyond it. */
export function limitedMoment(row: RowInTheMaking, rule: Rule<'after'>, slot: Slot, instant: Instants): number | null {
  const start = instant(rule.column);
  if (start === null) {
    row.unfit.lost ||= !slot.nullable;
    return null;
  }
  const inForm = (moment: number) => (rule.whole_days ? startOfDay(moment) : moment);
  const drawn = momentAfter({ ...row, earlier: row.unfit.earlier }, rule, start);
  const moment = inForm(notBefore(row, drawn, rule, slot, instant));
  const bound = rule.not_after === undefined ? null : instant(rule.not_after);
  const end = endOfDay(row.asOf);
  const limit = Math.min(end, bound ?? Number.POSITIVE_INFINITY);
  if (moment <= limit) return moment;
  if (moment > end) row.unfit.beyond = Math.max(row.unfit.beyond, moment - end);
  return slot.nullable && !rule.clip ? null : inForm(Math.max(start, limit));
}

/** A day of a month at some months from another column. */
export function monthOf(row: RowInTheMaking, rule: Rule<'month'>, slot: Slot, instant: Instants): number | null {
  const start = instant(rule.column);
  if (start === null) {
    row.unfit.lost ||= !slot.nullable;
    return null;
  }
  return withinData(row, dayOfMonth(start, rule.day, rule.months), (end) => lastMonthDay(end, rule.day));
}

export function latestOf({ columns }: Rule<'latest'>, instant: Instants): number | null {
  const known = columns.map(instant).filter((one) => one !== null);
  return known.length === 0 ? null : Math.max(...known);
}

/** The day of its month, or of the next one where that one lies before the bound's day. */
function onMonthDay(moment: number, which: 'first' | 'last', bound: number | null): number {
  const found = dayOfMonth(moment, which);
  return bound !== null && found < startOfDay(bound) ? dayOfMonth(bound, which, which === 'first' ? 1 : 0) : found;
}

function lastMonthDay(end: number, which: 'first' | 'last'): number {
  const found = dayOfMonth(end, which);
  return found <= end ? found : dayOfMonth(end, which, -1);
}

/** The moment, or a last one of the data where it would lie beyond that; the row is then to be made earlier. */
function withinData(row: RowInTheMaking, moment: number, last: (end: number) => number): number {
  const end = endOfDay(row.asOf);
  if (moment <= end) return moment;
  row.unfit.beyond = Math.max(row.unfit.beyond, moment - end);
  return last(end);
}

/** The moment, or the one that it may not come before; the row is then to be made of other parents. */
function notBefore(row: RowInTheMaking, moment: number, rule: Rule<'after'>, slot: Slot, instant: Instants): number {
  const earliest = rule.not_before === undefined ? null : instant(rule.not_before);
  if (earliest === null) return moment;
  const bound = slot.type === 'date' || rule.whole_days ? startOfDay(earliest) : earliest;
  if (moment >= bound) return moment;
  row.unfit.early = true;
  return bound;
}
