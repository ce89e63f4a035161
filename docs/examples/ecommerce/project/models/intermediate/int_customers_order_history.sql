-- What each customer has bought so far; cancelled orders do not count.

with

int_orders_with_payments as (
    select * from {{ ref('int_orders_with_payments') }}
),

final as (
    select
        customer_id,
        count(order_id) as order_count,
        min(ordered_at) as first_ordered_at,
        max(ordered_at) as last_ordered_at,
        sum(order_total - refunded_amount) as lifetime_value
    from int_orders_with_payments
    where order_status <> 'cancelled'
    group by customer_id
)

select
    customer_id,
    order_count,
    first_ordered_at,
    last_ordered_at,
    lifetime_value
from final
