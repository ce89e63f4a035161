-- The daily table and the orders never tell two stories.

with

fct_orders as (
    select * from {{ ref('fct_orders') }}
),

fct_daily_revenue as (
    select * from {{ ref('fct_daily_revenue') }}
)

select
    order_totals.gross_revenue as revenue_of_orders,
    daily_totals.gross_revenue as revenue_by_day
from (select sum(gross_revenue) as gross_revenue from fct_orders) as order_totals
cross join (select sum(gross_revenue) as gross_revenue from fct_daily_revenue) as daily_totals
where order_totals.gross_revenue <> daily_totals.gross_revenue
