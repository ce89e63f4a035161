-- Each line of a basket with its product and the order's state, so that nobody joins the three
-- again.

with

order_items as (
    select * from {{ ref('stg_shop__order_items') }}
),

products as (
    select * from {{ ref('stg_shop__products') }}
),

orders as (
    select * from {{ ref('stg_shop__orders') }}
),

final as (
    select
        order_items.order_item_id,
        order_items.order_id,
        order_items.product_id,
        products.product_name,
        products.category,
        orders.order_status,
        orders.ordered_at,
        order_items.quantity,
        order_items.quantity * order_items.unit_price as line_total,
        order_items.quantity * products.unit_cost as line_cost,
        order_items.loaded_at
    from order_items
    inner join orders on order_items.order_id = orders.order_id
    left join products on order_items.product_id = products.product_id
)

select
    order_item_id,
    order_id,
    product_id,
    product_name,
    category,
    order_status,
    ordered_at,
    quantity,
    line_total,
    line_cost,
    loaded_at
from final
