import type { Clock } from '../fuller-rule.ts';
import { day } from './calendar.ts';
import type { Random } from './random.ts';

const minute = 60_000;

/** Whether things happen on the day of this moment. */
export function isOpen(moment: number, { weekdays }: Clock): boolean {
  const weekday = new Date(moment).getUTCDay();
  return !weekdays || (weekday !== 0 && weekday !== 6);
}

/** The moment itself on a whole step where it lies within the hours, else another one of the same day. */
export function withinHours(moment: number, clock: Clock, random: Random): number {
  const midnight = Math.floor(moment / day) * day;
  const step = clock.step_minutes * minute;
  const rounded = Math.round((moment - midnight) / step) * step;
  const { from, steps } = hoursOf(clock);
  const within = rounded >= from && rounded <= from + steps * step && (rounded - from) % step === 0;
  return midnight + (within ? rounded : from + Math.floor(random() * (steps + 1)) * step);
}

/**
 * A moment within the hours that is not before `start`: on the day that is aimed at, or the next one on which
 * something happens.
 */
export function withinHoursAfter(aim: number, start: number, clock: Clock, random: Random): number {
  let moment = Math.max(aim, start);
  for (let later = 0; later < 8; later += 1) {
    if (isOpen(moment, clock)) {
      const found = withinHours(moment, clock, random);
      if (found >= start) return found;
      const last = lastOf(moment, clock);
      if (last >= start) return between(start, last, clock, random);
    }
    moment = (Math.floor(moment / day) + 1) * day;
  }
  return moment;
}

/** A moment within the hours that is not after `end`: on the day that is aimed at, or one before. */
export function withinHoursBefore(aim: number, end: number, clock: Clock, random: Random): number {
  let moment = Math.min(aim, end);
  for (let earlier = 0; earlier < 8; earlier += 1) {
    if (isOpen(moment, clock)) {
      const found = withinHours(moment, clock, random);
      if (found <= end) return found;
      const first = Math.floor(moment / day) * day + clock.from_minute * minute;
      if (first <= end) return first;
    }
    moment = Math.floor(moment / day) * day - 1;
  }
  return moment;
}

function hoursOf(clock: Clock): { from: number; steps: number } {
  const span = Math.max(0, clock.to_minute - clock.from_minute);
  return { from: clock.from_minute * minute, steps: Math.floor(span / clock.step_minutes) };
}

function lastOf(moment: number, clock: Clock): number {
  const { from, steps } = hoursOf(clock);
  return Math.floor(moment / day) * day + from + steps * clock.step_minutes * minute;
}

/** One of the steps from the first that is not before `start` to the last of the day. */
function between(start: number, last: number, clock: Clock, random: Random): number {
  const step = clock.step_minutes * minute;
  const steps = Math.floor((last - start) / step);
  return last - Math.floor(random() * (steps + 1)) * step;
}
