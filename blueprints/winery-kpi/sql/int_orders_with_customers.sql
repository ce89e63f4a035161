first_orders as (
    select
        customer_id,
        min(ordered_at) as first_ordered_at
    from orders
    group by customer_id
),

final as (
    select
        orders.order_id,
        orders.customer_id,
        orders.ordered_at,
        cast(orders.ordered_at as date) as ordered_on,
        orders.sales_channel,
        orders.order_status,
        customers.club_tier,
        orders.ordered_at = first_orders.first_ordered_at as is_first_order,
        -- A refunded order stays as a row and counts for nothing.
        case when orders.order_status = 'paid' then 1 else 0 end as order_count,
        case when orders.order_status = 'paid' then orders.bottles else 0 end as bottles,
        case when orders.order_status = 'paid' then orders.wine_total else 0 end as wine_revenue,
        orders.loaded_at
    from orders
    left join customers on orders.customer_id = customers.customer_id
    left join first_orders on orders.customer_id = first_orders.customer_id
)
