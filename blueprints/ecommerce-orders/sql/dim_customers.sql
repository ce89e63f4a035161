-- The last day of the data, not the clock: the same data gives the same answer on any day.
calendar as (
    select {{ as_of() }} as data_ends_on
),

final as (
    select
        customers.customer_id,
        customers.customer_name,
        customers.country_code,
        customers.acquisition_channel,
        case
            when history.order_count is null then 'no purchase yet'
            when history.order_count = 1 then 'bought once'
            when history.order_count < 4 then 'returning'
            else 'loyal'
        end as customer_segment,
        history.order_count is not null as has_ordered,
        coalesce(history.order_count, 0) > 1 as is_repeat_customer,
        coalesce({{ dbt.datediff('history.last_ordered_at', 'calendar.data_ends_on', 'day') }} > 60, false) as is_lapsed,
        coalesce(history.order_count, 0) as order_count,
        cast(customers.signed_up_at as date) as signed_up_on,
        cast(history.first_ordered_at as date) as first_ordered_on,
        cast(history.last_ordered_at as date) as last_ordered_on,
        coalesce(history.lifetime_value, 0) as lifetime_value
    from customers
    cross join calendar
    left join int_customers_order_history as history on customers.customer_id = history.customer_id
)
