totals as (
    select
        customer_id,
        count(order_id) as order_count,
        min(ordered_on) as first_ordered_on,
        max(ordered_on) as last_ordered_on,
        sum(net_revenue) as lifetime_value
    from int_orders_with_lines
    group by customer_id
),

final as (
    select
        customer_id,
        order_count,
        first_ordered_on,
        last_ordered_on,
        lifetime_value,
        {{ share('lifetime_value', 'order_count') }} as average_order_value,
        -- Empty for a single order, which says nothing of the time until the next one.
        case
            when order_count > 1
                then {{ dbt.datediff('first_ordered_on', 'last_ordered_on', 'day') }} * 1.0 / (order_count - 1)
        end as average_days_between_orders
    from totals
)
