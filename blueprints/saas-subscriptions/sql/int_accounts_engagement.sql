newest_usage as (
    select max(used_on) as newest_day
    from int_accounts_feature_usage
),

usage_with_age as (
    select
        feature_usage.account_id,
        feature_usage.used_on,
        feature_usage.actions,
        {{ dbt.datediff('feature_usage.used_on', 'newest_usage.newest_day', 'day') }} as days_ago
    from int_accounts_feature_usage as feature_usage
    cross join newest_usage
),

usage_per_account as (
    select
        account_id,
        sum(case when days_ago < 28 then actions else 0 end) as actions_last_28_days,
        sum(case when days_ago >= 28 and days_ago < 56 then actions else 0 end) as actions_28_days_before,
        max(used_on) as last_used_on
    from usage_with_age
    group by account_id
),

tickets_per_account as (
    select
        account_id,
        count(ticket_id) as tickets,
        sum(case when closed_at is null then 1 else 0 end) as open_tickets,
        sum(case when closed_at is null and priority = 'urgent' then 1 else 0 end) as urgent_open_tickets,
        avg(satisfaction * 1.0) as average_satisfaction
    from tickets
    group by account_id
),

-- One row per account, however much it uses and however often it asks.
joined as (
    select
        accounts.account_id,
        coalesce(usage_per_account.actions_last_28_days, 0) as actions_last_28_days,
        coalesce(usage_per_account.actions_28_days_before, 0) as actions_28_days_before,
        usage_per_account.last_used_on,
        coalesce(tickets_per_account.tickets, 0) as tickets,
        coalesce(tickets_per_account.open_tickets, 0) as open_tickets,
        coalesce(tickets_per_account.urgent_open_tickets, 0) as urgent_open_tickets,
        tickets_per_account.average_satisfaction
    from accounts
    left join usage_per_account on accounts.account_id = usage_per_account.account_id
    left join tickets_per_account on accounts.account_id = tickets_per_account.account_id
),

final as (
    select
        account_id,
        actions_last_28_days,
        actions_28_days_before,
        case
            when actions_last_28_days = 0 then 'silent'
            when actions_last_28_days < actions_28_days_before * 0.8 then 'declining'
            when actions_last_28_days > actions_28_days_before * 1.2 then 'growing'
            else 'steady'
        end as usage_trend,
        last_used_on,
        tickets,
        open_tickets,
        urgent_open_tickets,
        average_satisfaction
    from joined
)
