final as (
    select
        order_id,
        customer_id,
        ordered_on,
        sales_channel,
        order_status,
        club_tier,
        is_first_order,
        order_count,
        bottles,
        wine_revenue,
        loaded_at
    from int_orders_with_customers
)
