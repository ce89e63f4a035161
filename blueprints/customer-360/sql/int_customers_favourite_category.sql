revenue_per_category as (
    select
        orders.customer_id,
        order_lines.part_category,
        count(order_lines.line_number) as line_count,
        sum(order_lines.net_revenue) as category_revenue
    from int_order_lines_enriched as order_lines
    inner join int_orders_with_lines as orders on order_lines.order_id = orders.order_id
    group by orders.customer_id, order_lines.part_category
),

beside_all as (
    select
        revenue_per_category.*,
        sum(line_count) over (partition by customer_id) as customer_lines,
        sum(category_revenue) over (partition by customer_id) as customer_revenue,
        row_number() over (partition by customer_id order by category_revenue desc, part_category) as place
    from revenue_per_category
),

final as (
    select
        customer_id,
        part_category as favourite_category,
        customer_lines as line_count,
        -- A single line is no loyalty.
        case when customer_lines > 1 then {{ share('category_revenue', 'customer_revenue') }} end as category_loyalty
    from beside_all
    where place = 1
)
