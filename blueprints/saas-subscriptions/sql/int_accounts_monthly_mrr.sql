newest_delivery as (
    select max(cast(loaded_at as date)) as delivered_on
    from int_subscriptions_chained
),

-- Counted by powers of two, which warehouses give as fractional numbers; a date moves by whole ones.
numbers as (
    select cast(1 - generated_number as {{ dbt.type_int() }}) as months_from_now
    from ({{ dbt.generate_series(60) }}) as series
),

-- Five years back from the newest delivery; months before an account's first day fall away in the join below.
months as (
    select
        cast(
            {{ dbt.dateadd('month', 'months_from_now', dbt.date_trunc('month', 'delivered_on')) }} as date
        ) as month_start,
        delivered_on
    from newest_delivery
    cross join numbers
),

observations as (
    select
        month_start,
        least({{ dbt.last_day('month_start', 'month') }}, delivered_on) as observed_on
    from months
),

-- Each day of an account belongs to one subscription: the latest that has started, whether it still runs or not.
final as (
    select
        chain.account_id,
        observations.month_start,
        observations.observed_on,
        chain.plan,
        case
            when chain.ended_on <= observations.observed_on then 0
            else chain.mrr
        end as mrr,
        case
            when chain.ended_on <= observations.observed_on then chain.churn_reason
        end as churn_reason
    from int_subscriptions_chained as chain
    inner join observations
        on chain.started_on <= observations.observed_on
        and (
            chain.next_started_on is null
            or chain.next_started_on > observations.observed_on
        )
)
