chain as (
    select
        subscriptions.*,
        lead(started_on) over (partition by account_id order by started_on, subscription_id) as next_started_on
    from subscriptions
),

ends as (
    select
        chain.*,
        ended_on is not null and (next_started_on is null or next_started_on > ended_on) as ended_in_churn
    from chain
),

final as (
    select
        subscription_id,
        account_id,
        plan,
        seats,
        mrr,
        started_on,
        ended_on,
        next_started_on,
        ended_in_churn,
        case
            when not ended_in_churn then null
            when end_reason in ('too expensive', 'budget cut') then 'price'
            when end_reason in ('missing feature', 'switched tools') then 'product'
            when end_reason in ('project ended', 'closed down') then 'their own business'
            else 'not recorded'
        end as churn_reason,
        loaded_at
    from ends
)
