import type { ColumnType } from './column.ts';

/** The columns that a calendar mart may have, each of the day in its row. Weeks are those of ISO 8601. */
export const calendarColumns = {
  /** The day itself. */
  date_key: 'date',
  /** Such as 20261121. */
  date_number: 'integer',
  /** 1 is the calendar's first day. */
  day_number: 'integer',
  year: 'integer',
  quarter: 'integer',
  month: 'integer',
  week: 'integer',
  /** The year that the week belongs to, which around New Year is not always the day's own. */
  week_year: 'integer',
  day_of_month: 'integer',
  day_of_quarter: 'integer',
  day_of_year: 'integer',
  /** 1 is Monday, 7 is Sunday. */
  day_of_week: 'integer',
  /** Such as January. */
  month_name: 'string',
  /** Such as Monday. */
  day_name: 'string',
  /** Such as 2026-Q1. */
  year_quarter: 'string',
  /** Such as 2026-01. */
  year_month: 'string',
  is_weekend: 'boolean',
  week_start: 'date',
  month_start: 'date',
  month_end: 'date',
  quarter_start: 'date',
  quarter_end: 'date',
  year_start: 'date',
  year_end: 'date',
  /** Of 29 February, 28 February. */
  same_day_last_year: 'date',
  /** Named by the calendar year in which it ends. */
  fiscal_year: 'integer',
  fiscal_quarter: 'integer',
  /** The month of the fiscal year, 1 to 12. */
  fiscal_period: 'integer',
  day_of_fiscal_year: 'integer',
  /** Such as FY2026-Q1. */
  fiscal_year_quarter: 'string',
  /** Such as FY2026-P01. */
  fiscal_year_period: 'string',
  fiscal_quarter_start: 'date',
  fiscal_year_start: 'date',
  fiscal_year_end: 'date',
} as const satisfies Record<string, ColumnType>;
export type CalendarColumn = keyof typeof calendarColumns;

/** The columns that name one day, so that a calendar can have one row for each. */
export const calendarKeys: readonly CalendarColumn[] = ['date_key', 'date_number', 'day_number'];

export function isCalendarColumn(name: string): name is CalendarColumn {
  return Object.hasOwn(calendarColumns, name);
}
