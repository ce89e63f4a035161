usage_per_day as (
    select
        account_id,
        used_on,
        feature,
        max(active_users) as active_users,
        sum(actions) as actions,
        count(usage_report_id) as reports,
        max(loaded_at) as usage_loaded_at
    from usage
    group by account_id, used_on, feature
),

final as (
    select
        usage_per_day.account_id,
        usage_per_day.used_on,
        usage_per_day.feature,
        usage_per_day.active_users,
        usage_per_day.actions,
        usage_per_day.reports,
        {{ dbt.datediff('accounts.signed_up_on', 'usage_per_day.used_on', 'day') }} as days_since_signup,
        -- A late report brings its day along, and so does an account whose first day is corrected.
        greatest(usage_per_day.usage_loaded_at, coalesce(accounts.loaded_at, usage_per_day.usage_loaded_at)) as loaded_at
    from usage_per_day
    left join accounts on usage_per_day.account_id = accounts.account_id
)
