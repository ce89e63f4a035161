-- Products, with what they sold and what they earned.

with

products as (
    select * from {{ ref('stg_shop__products') }}
),

int_order_items_enriched as (
    select * from {{ ref('int_order_items_enriched') }}
),

sales_per_product as (
    select
        product_id,
        sum(quantity) as units_sold,
        sum(line_total) as item_revenue,
        sum(line_total - line_cost) as item_margin,
        max(ordered_at) as last_sold_at
    from int_order_items_enriched
    where order_status <> 'cancelled'
    group by product_id
),

final as (
    select
        products.product_id,
        products.sku,
        products.product_name,
        products.category,
        products.list_price,
        coalesce(sales_per_product.units_sold, 0) as units_sold,
        coalesce(sales_per_product.item_revenue, 0) as item_revenue,
        coalesce(sales_per_product.item_margin, 0) as item_margin,
        sales_per_product.item_margin / nullif(sales_per_product.item_revenue, 0) as margin_rate,
        cast(sales_per_product.last_sold_at as date) as last_sold_on
    from products
    left join sales_per_product on products.product_id = sales_per_product.product_id
)

select
    cast(product_id as {{ dbt.type_bigint() }}) as product_id,
    cast(sku as {{ dbt.type_string() }}) as sku,
    cast(product_name as {{ dbt.type_string() }}) as product_name,
    cast(category as {{ dbt.type_string() }}) as category,
    cast(list_price as numeric(18, 2)) as list_price,
    cast(units_sold as {{ dbt.type_bigint() }}) as units_sold,
    cast(item_revenue as numeric(18, 2)) as item_revenue,
    cast(item_margin as numeric(18, 2)) as item_margin,
    cast(margin_rate as numeric(18, 4)) as margin_rate,
    cast(last_sold_on as date) as last_sold_on
from final
