import type { Clock } from '../project/fuller-rule.ts';

const dayMs = 86_400_000;
/** Below so many values of its own, a column's hours are those of all of its table's events. */
const fewestValues = 3;
/** As few times of day as this are a timetable: a row keeps its own. */
const timetable = 3;

/**
 * When a column's further values may be: between the first and the last minute of the day among the written ones, on
 * the steps that they keep, and on weekdays where all are.
 *
 * @param at its written moments, by row
 * @param others those of all events of the table, for a column that has hardly any
 * @param row whose own time of day is kept, where the column has but a few of them
 */
export function clockOf(
  type: 'date' | 'timestamp',
  at: readonly (number | null)[],
  others: readonly number[],
  row: number,
): Clock {
  const own = at.filter((one) => one !== null);
  const known = own.length >= fewestValues ? own : [...own, ...others];
  const weekdays = known.length > 0 && known.every(isWeekday);
  if (type === 'date' || known.length === 0) return { from_minute: 0, to_minute: 1_439, step_minutes: 1, weekdays };
  const minutes = known.map(minuteOf);
  const moment = at[row];
  if (isTimetable(known) && moment !== null && moment !== undefined) {
    return { from_minute: minuteOf(moment), to_minute: minuteOf(moment), step_minutes: 1, weekdays };
  }
  const step_minutes = [15, 5, 1].find((step) => minutes.every((minute) => minute % step === 0)) ?? 1;
  return { from_minute: Math.min(...minutes), to_minute: Math.max(...minutes), step_minutes, weekdays };
}

/** Whether these moments have but a few times of day. */
export function isTimetable(instants: readonly number[]): boolean {
  return new Set(instants.map(minuteOf)).size <= timetable;
}

function minuteOf(instant: number): number {
  return Math.floor((instant % dayMs) / 60_000);
}

function isWeekday(instant: number): boolean {
  const weekday = new Date(instant).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}
