final as (
    select
        account_id,
        used_on,
        feature,
        case
            when days_since_signup < 30 then 'first month'
            when days_since_signup < 90 then 'first quarter'
            else 'settled'
        end as lifecycle_stage,
        active_users,
        actions,
        reports,
        loaded_at
    from int_accounts_feature_usage
)
