bounds as (
    select
        least(
            (select min(first_ordered_on) from dim_customers),
            (select min(booked_on) from spend)
        ) as first_day,
        greatest(
            (select max(last_ordered_on) from dim_customers),
            (select max(booked_on) from spend)
        ) as newest_day
),

-- Counted by powers of two, which warehouses give as fractional numbers; a date moves by whole ones.
numbers as (
    select cast(1 - generated_number as {{ dbt.type_int() }}) as months_from_now
    from ({{ dbt.generate_series(120) }}) as series
),

-- Ten years back from the newest day; months before the first one fall away.
all_months as (
    select
        cast({{ dbt.dateadd('month', 'months_from_now', dbt.date_trunc('month', 'newest_day')) }} as date) as month_start,
        cast({{ dbt.date_trunc('month', 'first_day') }} as date) as first_month
    from bounds
    cross join numbers
),

months as (
    select month_start
    from all_months
    where month_start >= first_month
),

segments as (
    select distinct market_segment
    from (
        select market_segment from dim_customers
        union all
        select market_segment from spend
    ) as named
),

won as (
    select
        market_segment,
        cast({{ dbt.date_trunc('month', 'first_ordered_on') }} as date) as month_start,
        count(customer_id) as new_customers
    from dim_customers
    where has_ordered
    group by 1, 2
),

spent as (
    select
        market_segment,
        cast({{ dbt.date_trunc('month', 'booked_on') }} as date) as month_start,
        sum(amount) as marketing_spend
    from spend
    group by 1, 2
),

final as (
    select
        months.month_start,
        segments.market_segment,
        coalesce(spent.marketing_spend, 0) as marketing_spend,
        coalesce(won.new_customers, 0) as new_customers,
        sum(coalesce(won.new_customers, 0)) over (
            partition by segments.market_segment
            order by months.month_start
            rows between unbounded preceding and current row
        ) as customers_to_date,
        {{ share('coalesce(spent.marketing_spend, 0)', 'won.new_customers') }} as acquisition_cost
    from months
    cross join segments
    left join won
        on months.month_start = won.month_start
        and segments.market_segment = won.market_segment
    left join spent
        on months.month_start = spent.month_start
        and segments.market_segment = spent.market_segment
)
