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
        case when order_status = 'cancelled' then 0 else order_total - refunded_amount end as net_revenue,
        {{ dbt.datediff('ordered_at', 'delivered_at', 'day') }} as days_to_deliver,
        loaded_at
    from int_orders_with_payments
)
