-- Gives keys and dates their full names.

with

source as (
    select * from {{ source('shop', 'customers') }}
),

renamed as (
    select
        cast(id as {{ dbt.type_bigint() }}) as customer_id,
        full_name as customer_name,
        email,
        country as country_code,
        came_from as acquisition_channel,
        cast(newsletter as boolean) as accepts_marketing,
        cast(created_at as {{ dbt.type_timestamp() }}) as signed_up_at,
        cast(loaded_at as {{ dbt.type_timestamp() }}) as loaded_at
    from source
)

select * from renamed
