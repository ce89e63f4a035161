final as (
    select
        reservation_id,
        guest_id,
        visit_on,
        experience,
        reservation_status,
        home_state,
        is_returning_guest,
        due_count,
        visit_count,
        guest_count,
        fee,
        fee_revenue,
        loaded_at
    from int_reservations_with_guests
)
