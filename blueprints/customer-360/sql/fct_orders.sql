final as (
    select
        order_id,
        customer_id,
        ordered_on,
        order_status,
        order_priority,
        line_count,
        category_count,
        order_total,
        net_revenue,
        returned_revenue,
        loaded_at
    from int_orders_with_lines
)
