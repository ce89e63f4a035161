-- Names the provider's reference after the order that it points to.

with

source as (
    select * from {{ source('payments', 'transactions') }}
),

renamed as (
    select
        id as payment_id,
        cast(order_ref as {{ dbt.type_bigint() }}) as order_id,
        type as payment_type,
        method as payment_method,
        cast(amount as numeric(18, 2)) as amount,
        cast(processed_at as {{ dbt.type_timestamp() }}) as paid_at,
        cast(loaded_at as {{ dbt.type_timestamp() }}) as loaded_at
    from source
)

select * from renamed
