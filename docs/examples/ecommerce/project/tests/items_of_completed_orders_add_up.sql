-- The lines of a completed order add up to its total, to the cent.

with

fct_orders as (
    select * from {{ ref('fct_orders') }}
),

order_items as (
    select * from {{ ref('stg_shop__order_items') }}
)

select
    fct_orders.order_id,
    fct_orders.order_total,
    coalesce(sum(order_items.quantity * order_items.unit_price), 0) as items_total
from fct_orders
left join order_items on fct_orders.order_id = order_items.order_id
where fct_orders.order_status = 'completed'
group by fct_orders.order_id, fct_orders.order_total
having coalesce(sum(order_items.quantity * order_items.unit_price), 0) <> fct_orders.order_total
