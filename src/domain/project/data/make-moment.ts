import type { ValueRule } from '../fuller-rule.ts';
import { day, endOfDay, hour, nextMonth, toInstant } from './calendar.ts';
import { isOpen, withinHours, withinHoursAfter, withinHoursBefore } from './clock.ts';
import type { Random } from './random.ts';

/** What the moments of a row are made with. */
export interface MomentInTheMaking {
  readonly asOf: string;
  readonly random: Random;
  /** Days that a row is made earlier by, because something of it would lie beyond the last day. */
  readonly earlier: number;
}

/** A span may lie in quiet months, or on a weekend, alone. */
const mostDraws = 20;

/** A moment in a span of days, or between another one (`bound`) and the span's end where that is later. */
export function momentIn(
  { asOf, random, earlier }: MomentInTheMaking,
  rule: Extract<ValueRule, { kind: 'day' | 'moment' }>,
  bound: number | null,
): number {
  const { clock, season, skew = 1, from_month_start, earliest_days_ago, latest_days_ago } = rule;
  const lastDay = endOfDay(asOf);
  const after = bound ?? Number.NEGATIVE_INFINITY;
  const latest = Math.max(lastDay - (latest_days_ago + earlier) * day, after);
  const first = toInstant(asOf) - earliest_days_ago * day;
  const earliest = Math.max(from_month_start ? nextMonth(first) : first, after);
  const draw = () => Math.min(lastDay, latest - Math.max(0, latest - earliest) * random() ** skew);
  if (!clock) return season ? inSeason(draw, season, random) : draw();
  const open = () => {
    let moment = draw();
    for (let again = 0; again < mostDraws && !isOpen(moment, clock); again += 1) moment = draw();
    return moment;
  };
  const moment = season ? inSeason(open, season, random) : open();
  if (bound !== null) return withinHoursAfter(moment, bound, clock, random);
  return isOpen(moment, clock) ? withinHours(moment, clock, random) : withinHoursBefore(moment, latest, clock, random);
}

/** Draws again what falls into a quiet month, as often as that month is quieter than the busiest one. */
function inSeason(draw: () => number, season: readonly number[], random: Random): number {
  const busiest = Math.max(...season);
  let moment = draw();
  for (let again = 0; again < mostDraws; again += 1) {
    if (random() * busiest < (season[new Date(moment).getUTCMonth()] ?? busiest)) break;
    moment = draw();
  }
  return moment;
}

/** A moment at some distance from another one; it may lie beyond the last day. */
export function momentAfter(
  { random }: MomentInTheMaking,
  rule: Extract<ValueRule, { kind: 'after' }>,
  start: number,
): number {
  const { clock } = rule;
  const draw = () => start + (rule.minimum_hours + (rule.maximum_hours - rule.minimum_hours) * random()) * hour;
  let moment = draw();
  if (!clock) return moment;
  for (let again = 0; again < mostDraws && !isOpen(moment, clock); again += 1) moment = draw();
  return moment < start
    ? withinHoursBefore(moment, start, clock, random)
    : withinHoursAfter(moment, start, clock, random);
}
