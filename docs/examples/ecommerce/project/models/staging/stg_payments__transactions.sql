-- Names the provider's reference after the order that it points to. The provider sends a booking
-- again until it is acknowledged; the last delivery counts.

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
),

ranked as (
    select
        *,
        row_number() over (partition by payment_id order by loaded_at desc) as delivery_rank
    from renamed
)

-- A row that changes is delivered again; the last delivery counts.
select
    payment_id,
    order_id,
    payment_type,
    payment_method,
    amount,
    paid_at,
    loaded_at
from ranked
where delivery_rank = 1
