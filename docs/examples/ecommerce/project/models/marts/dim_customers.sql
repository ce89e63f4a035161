-- Customers, with what they are worth and how loyal they are.

with

customers as (
    select * from {{ ref('stg_shop__customers') }}
),

int_customers_order_history as (
    select * from {{ ref('int_customers_order_history') }}
),

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

select
    cast(customer_id as {{ dbt.type_bigint() }}) as customer_id,
    cast(customer_name as {{ dbt.type_string() }}) as customer_name,
    cast(country_code as {{ dbt.type_string() }}) as country_code,
    cast(acquisition_channel as {{ dbt.type_string() }}) as acquisition_channel,
    cast(customer_segment as {{ dbt.type_string() }}) as customer_segment,
    cast(has_ordered as boolean) as has_ordered,
    cast(is_repeat_customer as boolean) as is_repeat_customer,
    cast(is_lapsed as boolean) as is_lapsed,
    cast(order_count as {{ dbt.type_bigint() }}) as order_count,
    cast(signed_up_on as date) as signed_up_on,
    cast(first_ordered_on as date) as first_ordered_on,
    cast(last_ordered_on as date) as last_ordered_on,
    cast(lifetime_value as numeric(18, 2)) as lifetime_value
from final
