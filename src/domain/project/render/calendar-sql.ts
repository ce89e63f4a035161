import type { Calendar } from '../../scenario/calendar.ts';
import { type CalendarColumn, isCalendarColumn } from '../../scenario/calendar-columns.ts';
import { sqlComment } from '../plain-text.ts';
import type { SelectedColumn } from './changed-scenario.ts';
import { castType } from './column-types.ts';
import { RenderError } from './render-error.ts';

const millisecondsOfDay = 86_400_000;
const months = 'January February March April May June July August September October November December'.split(' ');
const weekdays = 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' ');

/** Days from the calendar's first to its last, both included. */
export function daysOf({ first, last }: Pick<Calendar, 'first' | 'last'>): number {
  return Math.round((Date.parse(last) - Date.parse(first)) / millisecondsOfDay) + 1;
}

/**
 * A mart with one row a day. What warehouses reckon differently (days of the week, weeks, fiscal years, names) is
 * reckoned from numbers, and no warehouse is asked while it compiles.
 *
 * @throws RenderError when a column is none that a calendar has
 */
export function calendarSql(
  { name, purpose, calendar }: { readonly name: string; readonly purpose: string; readonly calendar: Calendar },
  columns: readonly SelectedColumn[],
): string {
  const { first, fiscal_year_begins: begins } = calendar;
  const selected = columns.map(({ name: column, type }) => {
    if (!isCalendarColumn(column)) throw new RenderError(name, `a calendar has no column ${column}.`);
    return `cast(${expressions[column]} as ${castType(type)}) as ${column}`;
  });
  // Weekdays follow from the first one, counted from Monday.
  const weekday = (new Date(first).getUTCDay() + 6) % 7;
  const fiscalYear =
    begins === 1 ? 'calendar_year' : `calendar_year + case when calendar_month >= ${begins} then 1 else 0 end`;
  const period = begins === 1 ? 'calendar_month' : `mod(calendar_month + ${12 - begins}, 12) + 1`;
  return `${sqlComment(purpose)}

with

days as (
    {{ dbt.generate_series(${daysOf(calendar)}) }}
),

dates as (
    select
        cast(generated_number as ${integer}) as running_day,
        cast(
            {{ dbt.dateadd('day', 'cast(generated_number - 1 as ' ~ dbt.type_int() ~ ')', "cast('${first}' as date)") }} as date
        ) as calendar_day
    from days
),

parts as (
    select
        running_day,
        calendar_day,
        cast(extract(year from calendar_day) as ${integer}) as calendar_year,
        cast(extract(month from calendar_day) as ${integer}) as calendar_month,
        cast(extract(day from calendar_day) as ${integer}) as calendar_month_day,
        mod(running_day + ${(weekday + 6) % 7}, 7) + 1 as weekday_number,
        ${start('year', 'calendar_day')} as first_of_year,
        ${start('quarter', 'calendar_day')} as first_of_quarter,
        ${start('month', 'calendar_day')} as first_of_month
    from dates
),

periods as (
    select
        *,
        -- The Thursday of a week says which year the week belongs to.
        ${moved('day', '4 - weekday_number', 'calendar_day')} as thursday,
        ${fiscalYear} as fiscal_year_number,
        ${period} as fiscal_period_number,
        case
            when calendar_month <= 3 then 1
            when calendar_month <= 6 then 2
            when calendar_month <= 9 then 3
            else 4
        end as quarter_number
    from parts
),

fiscal as (
    select
        *,
        case
            when fiscal_period_number <= 3 then 1
            when fiscal_period_number <= 6 then 2
            when fiscal_period_number <= 9 then 3
            else 4
        end as fiscal_quarter_number,
        ${moved('month', '1 - fiscal_period_number', 'first_of_month')} as first_of_fiscal_year,
        ${start('year', 'thursday')} as first_of_week_year
    from periods
)

select
    ${selected.join(',\n    ')}
from fiscal
`;
}

const integer = '{{ dbt.type_int() }}';

function start(part: string, of: string): string {
  return `cast({{ dbt.date_trunc('${part}', '${of}') }} as date)`;
}

function moved(part: string, by: string, from: string): string {
  const number = /^-?\d+$/.test(by) ? by : `'cast(${by} as ' ~ dbt.type_int() ~ ')'`;
  return `cast({{ dbt.dateadd('${part}', ${number}, '${from}') }} as date)`;
}

/** The day before the one that so many months behind a day is. */
function endOf(first: string, length: number): string {
  return `{{ dbt.dateadd('day', -1, dbt.dateadd('month', ${length}, '${first}')) }}`;
}

function daysSince(first: string, until = 'calendar_day'): string {
  return `{{ dbt.datediff('${first}', '${until}', 'day') }}`;
}

function text(number: string): string {
  return `cast(${number} as {{ dbt.type_string() }})`;
}

function twoDigits(number: string): string {
  return `case when ${number} < 10 then '0' else '' end || ${text(number)}`;
}

function named(number: string, names: readonly string[]): string {
  const cases = names.map((name, index) => `        when ${index + 1} then '${name}'`);
  return `\n        case ${number}\n    ${cases.join('\n    ')}\n        end`;
}

const expressions: Record<CalendarColumn, string> = {
  date_key: 'calendar_day',
  date_number: 'calendar_year * 10000 + calendar_month * 100 + calendar_month_day',
  day_number: 'running_day',
  year: 'calendar_year',
  quarter: 'quarter_number',
  month: 'calendar_month',
  week: `floor(${daysSince('first_of_week_year', 'thursday')} / 7) + 1`,
  week_year: 'extract(year from thursday)',
  day_of_month: 'calendar_month_day',
  day_of_quarter: `${daysSince('first_of_quarter')} + 1`,
  day_of_year: `${daysSince('first_of_year')} + 1`,
  day_of_week: 'weekday_number',
  month_name: named('calendar_month', months),
  day_name: named('weekday_number', weekdays),
  year_quarter: `${text('calendar_year')} || '-Q' || ${text('quarter_number')}`,
  year_month: `${text('calendar_year')} || '-' || ${twoDigits('calendar_month')}`,
  is_weekend: 'weekday_number >= 6',
  week_start: `{{ dbt.dateadd('day', 'cast(1 - weekday_number as ' ~ dbt.type_int() ~ ')', 'calendar_day') }}`,
  month_start: 'first_of_month',
  month_end: endOf('first_of_month', 1),
  quarter_start: 'first_of_quarter',
  quarter_end: endOf('first_of_quarter', 3),
  year_start: 'first_of_year',
  year_end: endOf('first_of_year', 12),
  same_day_last_year: `{{ dbt.dateadd('month', -12, 'calendar_day') }}`,
  fiscal_year: 'fiscal_year_number',
  fiscal_quarter: 'fiscal_quarter_number',
  fiscal_period: 'fiscal_period_number',
  day_of_fiscal_year: `${daysSince('first_of_fiscal_year')} + 1`,
  fiscal_year_quarter: `'FY' || ${text('fiscal_year_number')} || '-Q' || ${text('fiscal_quarter_number')}`,
  fiscal_year_period: `'FY' || ${text('fiscal_year_number')} || '-P' || ${twoDigits('fiscal_period_number')}`,
  fiscal_quarter_start: `{{ dbt.dateadd('month', 'cast(3 * (fiscal_quarter_number - 1) as ' ~ dbt.type_int() ~ ')', 'first_of_fiscal_year') }}`,
  fiscal_year_start: 'first_of_fiscal_year',
  fiscal_year_end: endOf('first_of_fiscal_year', 12),
};
