items_per_order as (
    select
        order_id,
        sum(quantity) as item_count,
        sum(line_total) as items_total,
        max(loaded_at) as items_loaded_at
    from int_order_items_enriched
    group by order_id
),

-- One row per order, however many times it was paid or refunded.
payments_per_order as (
    select
        order_id,
        sum(case when payment_type = 'charge' then amount else 0 end) as charged_amount,
        sum(case when payment_type = 'refund' then amount else 0 end) as refunded_amount,
        max(loaded_at) as payments_loaded_at
    from transactions
    group by order_id
),

final as (
    select
        orders.order_id,
        orders.customer_id,
        orders.order_status,
        orders.sales_channel,
        orders.ordered_at,
        orders.delivered_at,
        orders.order_total,
        coalesce(items_per_order.item_count, 0) as item_count,
        coalesce(items_per_order.items_total, 0) as items_total,
        coalesce(payments_per_order.charged_amount, 0) as charged_amount,
        coalesce(payments_per_order.refunded_amount, 0) as refunded_amount,
        -- A late line or refund brings its order along.
        greatest(
            orders.loaded_at,
            coalesce(items_per_order.items_loaded_at, orders.loaded_at),
            coalesce(payments_per_order.payments_loaded_at, orders.loaded_at)
        ) as loaded_at
    from orders
    left join items_per_order on orders.order_id = items_per_order.order_id
    left join payments_per_order on orders.order_id = payments_per_order.order_id
)
