newest_order as (
    select max(last_ordered_on) as newest_day
    from dim_customers
),

year_before as (
    select cast({{ dbt.dateadd('year', -1, 'newest_day') }} as date) as last_day
    from newest_order
),

-- Prospects count for nothing yet; a region that has only such is listed with zeros.
counted as (
    select
        dim_customers.region_name,
        sum(case when dim_customers.first_ordered_on <= year_before.last_day then 1 else 0 end) as customers_a_year_ago,
        sum(case when dim_customers.first_ordered_on > year_before.last_day then 1 else 0 end) as customers_won
    from dim_customers
    cross join year_before
    group by dim_customers.region_name
),

final as (
    select
        region_name,
        customers_a_year_ago,
        customers_won,
        customers_a_year_ago + customers_won as customers_today,
        {{ share('customers_won', 'customers_a_year_ago') }} as growth_rate,
        rank() over (
            order by coalesce({{ share('customers_won', 'customers_a_year_ago') }}, 0) desc, customers_won desc
        ) as growth_rank
    from counted
)
