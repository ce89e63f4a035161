import type { Warehouse } from '../../brief/brief.ts';
import type { SqlPiece } from '../piece.ts';

/** A week as an argument of one of dbt's date macros. */
const week = /\{\{[^}]*(['"])week\1[^}]*\}\}/i;

/** On BigQuery a week begins on Sunday unless it is asked for by its ISO name; everywhere else it begins on Monday. */
const macros = `{#- Weeks begin on Monday, as they do on every other warehouse: BigQuery calls these isoweek. -#}
{% macro bigquery__date_trunc(datepart, date) -%}
    timestamp_trunc(cast({{ date }} as timestamp), {{ monday_weeks(datepart) }})
{%- endmacro %}

{% macro bigquery__datediff(first_date, second_date, datepart) -%}
    datetime_diff(
        cast({{ second_date }} as datetime), cast({{ first_date }} as datetime), {{ monday_weeks(datepart) }}
    )
{%- endmacro %}

{% macro monday_weeks(datepart) -%}
    {{ 'isoweek' if datepart | lower == 'week' else datepart }}
{%- endmacro %}
`;

/** Macros that make weeks of a project on BigQuery the same as in its rehearsal; none where no model computes by week. */
export function bigqueryWeeks(warehouse: Warehouse, logic: Iterable<Pick<SqlPiece, 'sql'>>): string | undefined {
  return warehouse === 'bigquery' && [...logic].some(({ sql }) => week.test(sql)) ? macros : undefined;
}
