-- Revenue and refunds by day and sales channel, for reports that want one small table.

with

fct_orders as (
    select * from {{ ref('fct_orders') }}
),

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

select
    cast(ordered_on as date) as ordered_on,
    cast(sales_channel as {{ dbt.type_string() }}) as sales_channel,
    cast(order_count as {{ dbt.type_bigint() }}) as order_count,
    cast(gross_revenue as numeric(18, 2)) as gross_revenue,
    cast(refunded_amount as numeric(18, 2)) as refunded_amount,
    cast(average_order_value as numeric(18, 2)) as average_order_value
from final
