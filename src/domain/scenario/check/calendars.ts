import { calendarColumns, calendarKeys, isCalendarColumn } from '../calendar-columns.ts';
import type { Mart } from '../model.ts';
import type { Scenario } from '../scenario.ts';
import type { Problem } from './problem.ts';

/** Days that a calendar may have, a hundred years. */
const mostDays = 36_600;

/** A calendar runs from its first day to its last and has columns that code knows how to reckon. */
export function checkCalendars({ marts }: Scenario): Problem[] {
  return marts.flatMap((mart, index) => {
    const path = `marts[${index}]`;
    return problemsOf(mart).map((message) => ({ path, message: `${mart.name} ${message}` }));
  });
}

function problemsOf({ calendar, columns, grain, incremental }: Mart): string[] {
  if (!calendar) return [];
  const days = (Date.parse(calendar.last) - Date.parse(calendar.first)) / 86_400_000 + 1;
  const [key, ...further] = grain;
  return [
    ...(days < 1 ? ['ends before it begins.'] : []),
    ...(days > mostDays ? [`has ${days} days; a calendar has at most ${mostDays}.`] : []),
    ...(incremental ? ['is a calendar, which is never built incrementally.'] : []),
    ...(key && calendarKeys.some((name) => name === key) && further.length === 0
      ? []
      : [`is a calendar: one row per ${calendarKeys.join(' or ')}.`]),
    ...columns.flatMap(({ name, type }) => {
      if (!isCalendarColumn(name)) return [`is a calendar, which has no column ${name}.`];
      return calendarColumns[name] === type ? [] : [`has ${name} as ${type}; it is ${calendarColumns[name]}.`];
    }),
  ];
}
