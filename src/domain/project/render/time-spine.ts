import type { Cell, Row } from '../../scenario/cell.ts';
import type { Source } from '../../scenario/source.ts';

/** Years of days that the spine has at least and at most. */
const fewestYears = 2;
const mostYears = 12;

export function timeSpineProperties(): Readonly<Record<string, unknown>> {
  return {
    name: 'time_spine_daily',
    description: 'One row per day. MetricFlow joins metrics to it where a calculation needs every day.',
    config: { materialized: 'table' },
    time_spine: { standard_granularity_column: 'date_day' },
    columns: [{ name: 'date_day', description: 'The day.', granularity: 'day' }],
  };
}

/** Every day from the first of January of the data's first year to the day after `asOf`, when the next day's data arrives. */
export function timeSpineSql(firstYear: number, asOf: string): string {
  const start = `${firstYear}-01-01`;
  const days = Math.round((Date.parse(asOf) - Date.parse(start)) / 86_400_000) + 2;
  return `-- One row per day, from ${start} on; written so that no warehouse is asked while it compiles.

with

days as (
    {{ dbt.generate_series(${days}) }}
)

select
    cast(
        {{ dbt.dateadd('day', 'cast(generated_number - 1 as ' ~ dbt.type_int() ~ ')', "cast('${start}' as date)") }} as date
    ) as date_day
from days
`;
}

/** The year in which the raw data begins, within bounds that keep the spine short. */
export function firstYear(data: readonly { source: Source; rows: readonly Row[] }[], asOf: string): number {
  const year = Number(asOf.slice(0, 4));
  const years = data.flatMap(({ source, rows }) =>
    source.columns.flatMap(({ type }, index) =>
      type === 'date' || type === 'timestamp' ? rows.map((row) => yearOf(row[index] ?? null)) : [],
    ),
  );
  const recent = years.filter((candidate) => candidate > year - mostYears && candidate <= year);
  return recent.reduce((first, candidate) => Math.min(first, candidate), year - fewestYears);
}

function yearOf(cell: Cell): number {
  return typeof cell === 'string' ? Number(cell.slice(0, 4)) : Number.NaN;
}
