-- Every customer twice: for its segment, and for all of them.
scoped as (
    select
        dim_customers.*,
        market_segment as segment_scope
    from dim_customers
    union all
    select
        dim_customers.*,
        'ALL SEGMENTS' as segment_scope
    from dim_customers
),

placed as (
    select
        scoped.*,
        row_number() over (
            partition by segment_scope, has_ordered
            order by lifetime_value, customer_id
        ) as place,
        count(customer_id) over (partition by segment_scope, has_ordered) as placed_customers
    from scoped
),

measured as (
    select
        segment_scope as market_segment,
        count(customer_id) as customers,
        sum(case when has_ordered then 1 else 0 end) as buying_customers,
        sum(order_count) as order_count,
        sum(lifetime_value) as revenue,
        avg(case when has_ordered then lifetime_value end) as average_lifetime_value,
        -- The one in the middle, or the mean of the two.
        avg(
            case
                when has_ordered and 2 * place between placed_customers and placed_customers + 2 then lifetime_value
            end
        ) as median_lifetime_value,
        max(case when has_ordered then lifetime_value end) as highest_lifetime_value,
        sum(case when is_top_20_percent then 1 else 0 end) as top_customers,
        avg(average_days_between_orders) as average_days_between_orders,
        {{ correlation('case when has_ordered then order_count end', 'average_order_value') }}
            as size_frequency_correlation,
        avg(category_loyalty) as category_loyalty
    from placed
    group by segment_scope
),

final as (
    select
        measured.market_segment,
        measured.customers,
        measured.buying_customers,
        measured.order_count,
        measured.revenue,
        {{ share('measured.revenue', 'whole.revenue') }} as revenue_share,
        measured.average_lifetime_value,
        measured.median_lifetime_value,
        measured.highest_lifetime_value,
        measured.top_customers,
        {{ share('measured.order_count', 'measured.buying_customers') }} as orders_per_customer,
        measured.average_days_between_orders,
        measured.size_frequency_correlation,
        measured.category_loyalty
    from measured
    cross join (select sum(lifetime_value) as revenue from dim_customers) as whole
)
