-- Gives keys and names their full names.

with

source as (
    select * from {{ source('shop', 'products') }}
),

renamed as (
    select
        cast(id as {{ dbt.type_bigint() }}) as product_id,
        sku,
        title as product_name,
        category,
        cast(list_price as numeric(18, 2)) as list_price,
        cast(unit_cost as numeric(18, 2)) as unit_cost,
        cast(launched_on as date) as launched_on,
        cast(loaded_at as {{ dbt.type_timestamp() }}) as loaded_at
    from source
)

select * from renamed
