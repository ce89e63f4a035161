-- Each customer can count on three days: when they signed up, joined the club and left it.
events as (
    select
        cast(signed_up_at as date) as date_day,
        1 as new_customers,
        0 as club_joins,
        0 as club_cancellations
    from customers

    union all

    select
        club_joined_on as date_day,
        0 as new_customers,
        1 as club_joins,
        0 as club_cancellations
    from customers
    where club_joined_on is not null

    union all

    select
        club_left_on as date_day,
        0 as new_customers,
        0 as club_joins,
        1 as club_cancellations
    from customers
    where club_left_on is not null
),

final as (
    select
        date_day,
        sum(new_customers) as new_customers,
        sum(club_joins) as club_joins,
        sum(club_cancellations) as club_cancellations
    from events
    group by date_day
)
