-- The subscription that ran when the ticket arrived; tests hold that there is at most one.
final as (
    select
        tickets.ticket_id,
        tickets.account_id,
        tickets.subject,
        tickets.topic,
        tickets.priority,
        cast(tickets.opened_at as date) as opened_on,
        tickets.closed_at is null as is_open,
        {{ dbt.datediff('tickets.opened_at', 'tickets.closed_at', 'hour') }} as hours_to_close,
        tickets.satisfaction,
        chain.plan as plan_when_opened,
        coalesce(chain.mrr, 0) as mrr_when_opened
    from tickets
    left join int_subscriptions_chained as chain
        on tickets.account_id = chain.account_id
        and cast(tickets.opened_at as date) >= chain.started_on
        and (
            chain.ended_on is null
            or cast(tickets.opened_at as date) < chain.ended_on
        )
)
