-- Customers of the same worth share a rank, and with it the place inside or outside the top.
ranked as (
    select
        history.*,
        rank() over (order by lifetime_value desc) as value_rank,
        count(customer_id) over () as buyers
    from int_customers_order_history as history
),

final as (
    select
        located.customer_id,
        located.customer_name,
        located.nation_name,
        located.region_name,
        located.market_segment,
        located.account_balance,
        coalesce(ranked.first_ordered_on, located.recorded_on) as known_since,
        ranked.customer_id is not null as has_ordered,
        ranked.first_ordered_on,
        ranked.last_ordered_on,
        coalesce(ranked.order_count, 0) as order_count,
        coalesce(ranked.lifetime_value, 0) as lifetime_value,
        ranked.average_order_value,
        ranked.average_days_between_orders,
        ranked.value_rank,
        -- A fifth of those who buy: fewer than that may stand before it.
        coalesce(5 * (ranked.value_rank - 1) < ranked.buyers, false) as is_top_20_percent,
        favourites.favourite_category,
        favourites.category_loyalty
    from int_customers_located as located
    left join ranked on located.customer_id = ranked.customer_id
    left join int_customers_favourite_category as favourites on located.customer_id = favourites.customer_id
)
