first_visits as (
    select
        guest_id,
        min(case when reservation_status = 'completed' then visit_at end) as first_visit_at
    from reservations
    group by guest_id
),

final as (
    select
        reservations.reservation_id,
        reservations.guest_id,
        guests.home_state,
        reservations.visit_at,
        cast(reservations.visit_at as date) as visit_on,
        reservations.experience,
        reservations.reservation_status,
        coalesce(reservations.visit_at > first_visits.first_visit_at, false) as is_returning_guest,
        -- Due is whoever was expected: cancelled in time does not count, and neither does what lies ahead.
        case when reservations.reservation_status in ('completed', 'no show') then 1 else 0 end as due_count,
        case when reservations.reservation_status = 'completed' then 1 else 0 end as visit_count,
        case when reservations.reservation_status = 'completed' then reservations.party_size else 0 end as guest_count,
        reservations.fee,
        case when reservations.reservation_status = 'completed' then reservations.fee else 0 end as fee_revenue,
        reservations.loaded_at
    from reservations
    left join guests on reservations.guest_id = guests.guest_id
    left join first_visits on reservations.guest_id = first_visits.guest_id
)
