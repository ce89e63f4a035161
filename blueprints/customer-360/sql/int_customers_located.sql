final as (
    select
        customer.customer_id,
        customer.customer_name,
        nation.n_name as nation_name,
        region.r_name as region_name,
        customer.market_segment,
        customer.account_balance,
        cast(customer.loaded_at as date) as recorded_on
    from customer
    left join nation on customer.nation_key = nation.n_nationkey
    left join region on nation.n_regionkey = region.r_regionkey
)
