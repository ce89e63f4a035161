{#-
    Drops what this demo has made in the warehouse: the schema that it is built into, the schemas whose names begin with
    that one's (raw data, development), and those of its pull requests. Run when the demo is set back or taken down:

        dbt run-operation drop_demo_schemas --args '{schema: acme_a1b2c3, ci_job: 42}'

    The schema must be the one that this very target builds into, and be named after this project: a slip of the hand
    drops nothing.
-#}
{% macro drop_demo_schemas(schema, ci_job=none) %}
    {% if flags.WHICH != 'run-operation' %}
        {{ exceptions.raise_compiler_error('drop_demo_schemas is for dbt run-operation alone') }}
    {% endif %}
    {% set own = target.schema | lower %}
    {% set stem = modules.re.sub('_demo$', '', project_name) %}
    {% if schema | string | lower != own
        or stem == ''
        or not modules.re.match('^' ~ modules.re.escape(stem) ~ '_[a-z0-9]{4,12}$', own) %}
        {{ exceptions.raise_compiler_error('refused: ' ~ schema ~ ' is not the schema of this demo') }}
    {% endif %}
    {% if ci_job is not none and not modules.re.match('^[1-9][0-9]*$', ci_job | string) %}
        {{ exceptions.raise_compiler_error('refused: ' ~ ci_job ~ ' is not the id of a job') }}
    {% endif %}

    {#- Adapters answer with a table or with a list. -#}
    {% set found = list_schemas(target.database) %}
    {% set built, others = [], [] %}
    {% for row in (found.rows if found.rows is defined else found) %}
        {% if row is string %}
            {% set name = row %}
        {% elif row.keys is defined and 'name' in row.keys() %}
            {% set name = row['name'] %}
        {% else %}
            {% set name = row[0] %}
        {% endif %}
        {% set folded = name | lower %}
        {% if folded in (own, own ~ '_raw')
            or (ci_job is not none and folded.startswith('dbt_cloud_pr_' ~ ci_job ~ '_')) %}
            {% do built.append(name) %}
        {% elif folded.startswith(own ~ '_') %}
            {% do others.append(name) %}
        {% endif %}
    {% endfor %}

    {#- People's own come last: whoever runs this may not be allowed to drop them. -#}
    {% for name in built + others %}
        {% do adapter.drop_schema(
            api.Relation.create(database=target.database, schema=name, quote_policy={'schema': true})
        ) %}
        {% do log('Dropped the schema ' ~ name, info=true) %}
    {% endfor %}
    {% do log('Dropped ' ~ (built + others) | length ~ ' schemas of this demo', info=true) %}
{% endmacro %}
