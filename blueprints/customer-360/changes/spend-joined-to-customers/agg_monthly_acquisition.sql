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

-- Customers and bookings of a segment side by side, counted in one go.
side_by_side as (
    select
        months.month_start,
        segments.market_segment,
        count(distinct case
            when cast({{ dbt.date_trunc('month', 'dim_customers.first_ordered_on') }} as date) = months.month_start
                then dim_customers.customer_id
        end) as new_customers,
        sum(case
            when cast({{ dbt.date_trunc('month', 'spend.booked_on') }} as date) = months.month_start
                then spend.amount
            else 0
        end) as marketing_spend
    from months
    cross join segments
    left join dim_customers on segments.market_segment = dim_customers.market_segment
    left join spend on segments.market_segment = spend.market_segment
    group by 1, 2
),

final as (
    select
        month_start,
        market_segment,
        marketing_spend,
        new_customers,
        sum(new_customers) over (
            partition by market_segment
            order by month_start
            rows between unbounded preceding and current row
        ) as customers_to_date,
        {{ share('marketing_spend', 'new_customers') }} as acquisition_cost
    from side_by_side
)
