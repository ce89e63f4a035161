-- Gives quantities and prices their full names.

with

source as (
    select * from {{ source('shop', 'order_items') }}
),

renamed as (
    select
        cast(id as {{ dbt.type_bigint() }}) as order_item_id,
        cast(order_id as {{ dbt.type_bigint() }}) as order_id,
        cast(product_id as {{ dbt.type_bigint() }}) as product_id,
        cast(qty as {{ dbt.type_bigint() }}) as quantity,
        cast(price as numeric(18, 2)) as unit_price,
        cast(loaded_at as {{ dbt.type_timestamp() }}) as loaded_at
    from source
)

select * from renamed
