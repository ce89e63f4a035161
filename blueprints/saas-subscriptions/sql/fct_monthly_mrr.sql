final as (
    select
        month_start,
        sum(starting_mrr) as starting_mrr,
        sum(new_mrr) as new_mrr,
        sum(expansion_mrr) as expansion_mrr,
        sum(reactivation_mrr) as reactivation_mrr,
        sum(contraction_mrr) as contraction_mrr,
        sum(churned_mrr) as churned_mrr,
        sum(ending_mrr) as ending_mrr,
        sum(case when ending_mrr > 0 then 1 else 0 end) as paying_accounts,
        sum(case when movement = 'churn' then 1 else 0 end) as churned_accounts
    from fct_mrr_movements
    group by month_start
)
