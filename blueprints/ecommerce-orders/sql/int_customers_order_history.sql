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
