final as (
    select
        account_id,
        month_start,
        movement,
        plan,
        churn_reason,
        starting_mrr > 0 as paid_before,
        starting_mrr,
        case when movement = 'new' then ending_mrr else 0 end as new_mrr,
        case when movement = 'expansion' then ending_mrr - starting_mrr else 0 end as expansion_mrr,
        case when movement = 'reactivation' then ending_mrr else 0 end as reactivation_mrr,
        case when movement = 'contraction' then starting_mrr - ending_mrr else 0 end as contraction_mrr,
        case when movement = 'churn' then starting_mrr else 0 end as churned_mrr,
        ending_mrr,
        case when movement = 'new' then 0 else ending_mrr end as retained_mrr,
        least(starting_mrr, ending_mrr) as kept_mrr
    from int_accounts_mrr_movements
    where movement <> 'not paying'
)
