beside_the_month_before as (
    select
        account_id,
        month_start,
        plan,
        churn_reason,
        mrr as ending_mrr,
        coalesce(lag(mrr) over (partition by account_id order by month_start), 0) as starting_mrr,
        coalesce(
            max(mrr) over (
                partition by account_id
                order by month_start
                rows between unbounded preceding and 1 preceding
            ),
            0
        ) as highest_mrr_before
    from int_accounts_monthly_mrr
),

final as (
    select
        account_id,
        month_start,
        plan,
        case
            when starting_mrr = 0 and ending_mrr = 0 then 'not paying'
            when starting_mrr = 0 and highest_mrr_before = 0 then 'new'
            when starting_mrr = 0 then 'reactivation'
            when ending_mrr = 0 then 'churn'
            when ending_mrr > starting_mrr then 'expansion'
            when ending_mrr < starting_mrr then 'contraction'
            else 'unchanged'
        end as movement,
        starting_mrr,
        ending_mrr,
        case when starting_mrr > 0 and ending_mrr = 0 then churn_reason end as churn_reason
    from beside_the_month_before
)
