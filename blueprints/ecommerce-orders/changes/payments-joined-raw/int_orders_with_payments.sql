items_per_order as (
    select
        order_id,
        sum(quantity) as item_count,
        sum(line_total) as items_total,
        max(loaded_at) as items_loaded_at
    from int_order_items_enriched
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
        case when transactions.payment_type = 'charge' then transactions.amount else 0 end as charged_amount,
        case when transactions.payment_type = 'refund' then transactions.amount else 0 end as refunded_amount,
        greatest(
            orders.loaded_at,
            coalesce(items_per_order.items_loaded_at, orders.loaded_at),
            coalesce(transactions.loaded_at, orders.loaded_at)
        ) as loaded_at
    from orders
    left join items_per_order on orders.order_id = items_per_order.order_id
    left join transactions on orders.order_id = transactions.order_id
)
