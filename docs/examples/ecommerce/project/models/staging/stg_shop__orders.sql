-- Names the state and the total after what they mean.

with

source as (
    select * from {{ source('shop', 'orders') }}
),

renamed as (
    select
        cast(id as {{ dbt.type_bigint() }}) as order_id,
        cast(customer_id as {{ dbt.type_bigint() }}) as customer_id,
        cast(ordered_at as {{ dbt.type_timestamp() }}) as ordered_at,
        channel as sales_channel,
        state as order_status,
        cast(total as numeric(18, 2)) as order_total,
        cast(delivered_at as {{ dbt.type_timestamp() }}) as delivered_at,
        cast(loaded_at as {{ dbt.type_timestamp() }}) as loaded_at
    from source
)

select * from renamed
