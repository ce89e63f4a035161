-- The charges of a completed order add up to its total, to the cent.

with

fct_orders as (
    select * from {{ ref('fct_orders') }}
),

transactions as (
    select * from {{ ref('stg_payments__transactions') }}
)

select
    fct_orders.order_id,
    fct_orders.order_total,
    coalesce(sum(case when transactions.payment_type = 'charge' then transactions.amount end), 0) as charged
from fct_orders
left join transactions on fct_orders.order_id = transactions.order_id
where fct_orders.order_status = 'completed'
group by fct_orders.order_id, fct_orders.order_total
having coalesce(sum(case when transactions.payment_type = 'charge' then transactions.amount end), 0)
    <> fct_orders.order_total
