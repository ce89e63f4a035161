-- One row per order, however many lines it has.
lines_per_order as (
    select
        order_id,
        count(line_number) as line_count,
        count(distinct part_category) as category_count,
        sum(net_revenue) as net_revenue,
        sum(case when is_returned then net_revenue else 0 end) as returned_revenue,
        max(loaded_at) as lines_loaded_at
    from int_order_lines_enriched
    group by order_id
),

final as (
    select
        orders.order_id,
        orders.customer_id,
        orders.order_status,
        orders.order_priority,
        orders.ordered_on,
        orders.order_total,
        coalesce(lines_per_order.line_count, 0) as line_count,
        coalesce(lines_per_order.category_count, 0) as category_count,
        coalesce(lines_per_order.net_revenue, 0) as net_revenue,
        coalesce(lines_per_order.returned_revenue, 0) as returned_revenue,
        -- A late line brings its order along.
        greatest(orders.loaded_at, coalesce(lines_per_order.lines_loaded_at, orders.loaded_at)) as loaded_at
    from orders
    left join lines_per_order on orders.order_id = lines_per_order.order_id
)
