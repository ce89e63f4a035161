{{ config(materialized='incremental', unique_key='order_id', on_schema_change='append_new_columns') }}
select
    cast(order_id as {{ dbt.type_bigint() }}) as order_id,
    cast({{ dbt.date_trunc('day', 'ordered_at') }} as date) as ordered_on,
    cast(ordered_at as {{ dbt.type_timestamp() }}) as ordered_at,
    cast(amount as numeric(18,2)) as amount
from {{ ref('stg_shop__orders') }}
{% if is_incremental() %}
where ordered_at >= (select {{ dbt.dateadd('day', -3, 'max(ordered_at)') }} from {{ this }})
{% endif %}
