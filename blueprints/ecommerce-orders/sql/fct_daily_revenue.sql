final as (
    select
        ordered_on,
        sales_channel,
        sum(case when order_status <> 'cancelled' then 1 else 0 end) as order_count,
        sum(gross_revenue) as gross_revenue,
        sum(refunded_amount) as refunded_amount,
        sum(gross_revenue) / nullif(sum(case when order_status <> 'cancelled' then 1 else 0 end), 0) as average_order_value
    from fct_orders
    group by ordered_on, sales_channel
)
