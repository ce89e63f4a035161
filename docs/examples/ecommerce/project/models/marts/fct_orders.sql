{{
    config(
        materialized='incremental',
        unique_key='order_id',
        on_schema_change='append_new_columns'
    )
}}

-- Orders with their money, ready to be counted. Built incrementally.

with

int_orders_with_payments as (
    select * from {{ ref('int_orders_with_payments') }}
),

final as (
    select
        order_id,
        customer_id,
        ordered_at,
        cast(ordered_at as date) as ordered_on,
        order_status,
        sales_channel,
        case
            when charged_amount = 0 then 'unpaid'
            when refunded_amount = 0 then 'paid'
            when refunded_amount < charged_amount then 'partly refunded'
            else 'refunded'
        end as payment_state,
        item_count,
        order_total,
        charged_amount,
        refunded_amount,
        case when order_status = 'cancelled' then 0 else order_total end as gross_revenue,
        {{ dbt.datediff('ordered_at', 'delivered_at', 'day') }} as days_to_deliver,
        loaded_at
    from int_orders_with_payments
)

select
    cast(order_id as {{ dbt.type_bigint() }}) as order_id,
    cast(customer_id as {{ dbt.type_bigint() }}) as customer_id,
    cast(ordered_at as {{ dbt.type_timestamp() }}) as ordered_at,
    cast(ordered_on as date) as ordered_on,
    cast(order_status as {{ dbt.type_string() }}) as order_status,
    cast(sales_channel as {{ dbt.type_string() }}) as sales_channel,
    cast(payment_state as {{ dbt.type_string() }}) as payment_state,
    cast(item_count as {{ dbt.type_bigint() }}) as item_count,
    cast(order_total as numeric(18, 2)) as order_total,
    cast(charged_amount as numeric(18, 2)) as charged_amount,
    cast(refunded_amount as numeric(18, 2)) as refunded_amount,
    cast(gross_revenue as numeric(18, 2)) as gross_revenue,
    cast(days_to_deliver as {{ dbt.type_bigint() }}) as days_to_deliver,
    cast(loaded_at as {{ dbt.type_timestamp() }}) as loaded_at
from final

{% if is_incremental() %}
-- Orders only grow, and a run should not pay for years that stand still. The load time is the
-- newest of an order, its lines and its payments, so a refund that arrives weeks later brings its
-- order along; the look-back catches files that arrive up to three days after their own stamp. Each
-- run looks at the last 3 days again, for what arrives late.
where loaded_at >= (
    select
        coalesce(
            cast({{ dbt.dateadd('day', -3, 'max(loaded_at)') }} as {{ dbt.type_timestamp() }}),
            cast('1900-01-01' as {{ dbt.type_timestamp() }})
        )
    from {{ this }}
)
{% endif %}
