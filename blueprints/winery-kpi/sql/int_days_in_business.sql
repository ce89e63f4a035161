happenings as (
    select ordered_on as date_day
    from int_orders_with_customers

    union all

    select visit_on as date_day
    from int_reservations_with_guests
    where due_count = 1
),

bounds as (
    select
        min(date_day) as first_day,
        max(date_day) as last_day
    from happenings
),

-- Counted by powers of two, which warehouses give as fractional numbers; a date moves by whole ones.
numbers as (
    select cast(1 - generated_number as {{ dbt.type_int() }}) as days_from_last
    from ({{ dbt.generate_series(1500) }}) as series
),

days as (
    select
        cast({{ dbt.dateadd('day', 'numbers.days_from_last', 'bounds.last_day') }} as date) as date_day,
        bounds.first_day
    from bounds
    cross join numbers
),

final as (
    select date_day
    from days
    where date_day >= first_day
)
