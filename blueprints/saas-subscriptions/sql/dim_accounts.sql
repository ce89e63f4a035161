months_newest_first as (
    select
        account_id,
        plan,
        mrr,
        churn_reason,
        row_number() over (partition by account_id order by month_start desc) as place
    from int_accounts_monthly_mrr
),

accounts_today as (
    select
        accounts.*,
        case
            when newest.mrr is null then 'in trial'
            when newest.mrr = 0 then 'churned'
            else 'paying'
        end as account_status,
        newest.plan as current_plan,
        coalesce(newest.mrr, 0) as current_mrr,
        newest.churn_reason
    from accounts
    left join months_newest_first as newest
        on accounts.account_id = newest.account_id
        and newest.place = 1
),

final as (
    select
        accounts_today.account_id,
        accounts_today.account_name,
        accounts_today.segment,
        accounts_today.industry,
        accounts_today.country_code,
        accounts_today.success_manager,
        accounts_today.signed_up_on,
        accounts_today.account_status,
        accounts_today.current_plan,
        accounts_today.current_mrr,
        accounts_today.churn_reason,
        engagement.usage_trend,
        engagement.actions_last_28_days,
        engagement.last_used_on,
        engagement.open_tickets,
        engagement.average_satisfaction,
        case
            when accounts_today.account_status <> 'paying' then accounts_today.account_status
            when engagement.usage_trend in ('silent', 'declining') and engagement.open_tickets > 0 then 'at risk'
            when engagement.usage_trend in ('silent', 'declining') or engagement.urgent_open_tickets > 0 then 'watch'
            else 'healthy'
        end as health
    from accounts_today
    inner join int_accounts_engagement as engagement on accounts_today.account_id = engagement.account_id
)
