/** Where the macro stands in a copy that is run; no generated project has this file. */
export const seedLoadingPath = 'macros/load_seeds_without_files.sql';

/**
 * dbt-duckdb loads a seed by a COPY from its file, which a locked database refuses; its other way, bound values, takes
 * ten times as long. This one inserts quoted values. It is DuckDB's alone, so it stands in the copy that is run and
 * never in a project.
 */
export const seedLoadingMacro = `{% macro duckdb__load_csv_rows(model, agate_table) %}
    {% set names = get_seed_column_quoted_csv(model, agate_table.column_names) %}
    {% for chunk in agate_table.rows | batch(500) %}
        {% set lines = [] %}
        {% for row in chunk %}
            {% set cells = [] %}
            {% for value in row %}
                {% do cells.append('null' if value is none else "'" ~ (value | string | replace("'", "''")) ~ "'") %}
            {% endfor %}
            {% do lines.append('(' ~ cells | join(', ') ~ ')') %}
        {% endfor %}
        {% set sql = 'insert into ' ~ this.render() ~ ' (' ~ names ~ ') values ' ~ lines | join(', ') %}
        {% do adapter.add_query(sql, abridge_sql_log=True) %}
    {% endfor %}
    {{ return('-- inserted in chunks') }}
{% endmacro %}
`;
