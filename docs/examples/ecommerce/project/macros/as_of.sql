{#- The day up to which the data goes: models read it here and never ask the clock. -#}
{% macro as_of() -%}
    cast('{{ var("as_of") }}' as date)
{%- endmacro %}
