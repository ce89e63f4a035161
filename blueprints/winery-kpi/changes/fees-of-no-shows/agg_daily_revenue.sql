orders_per_day as (
    select
        ordered_on,
        sum(case when sales_channel = 'tasting room' then wine_revenue else 0 end) as tasting_room_wine_revenue,
        sum(case when sales_channel = 'tasting room' then order_count else 0 end) as tasting_room_orders,
        sum(case when sales_channel = 'club' then wine_revenue else 0 end) as club_revenue,
        sum(case when sales_channel = 'club' then order_count else 0 end) as club_shipments,
        sum(case when sales_channel = 'online' then wine_revenue else 0 end) as online_revenue,
        sum(case when sales_channel = 'online' then order_count else 0 end) as online_orders,
        sum(case when sales_channel = 'phone' then wine_revenue else 0 end) as phone_revenue,
        sum(wine_revenue) as wine_revenue,
        sum(order_count) as orders,
        sum(bottles) as bottles
    from fct_orders
    group by ordered_on
),

-- One row a day before anything is joined: a day with three kinds of tasting is still one day.
visits_per_day as (
    select
        visit_on,
        -- Paid when it was booked, and kept when nobody comes.
        sum(case when due_count = 1 then fee else 0 end) as tasting_room_fees,
        sum(due_count) as reservations_due,
        sum(visit_count) as visits,
        sum(guest_count) as guests
    from fct_reservations
    group by visit_on
),

loads as (
    select
        ordered_on as date_day,
        loaded_at
    from fct_orders

    union all

    select
        visit_on as date_day,
        loaded_at
    from fct_reservations

    union all

    -- Memberships have a date and no load time of their own.
    select
        date_day,
        cast(date_day as {{ dbt.type_timestamp() }}) as loaded_at
    from int_memberships_daily
),

loads_per_day as (
    select
        date_day,
        max(loaded_at) as loaded_at
    from loads
    group by date_day
),

joined as (
    select
        days.date_day,
        coalesce(orders_per_day.tasting_room_wine_revenue, 0) as tasting_room_wine_revenue,
        coalesce(visits_per_day.tasting_room_fees, 0) as tasting_room_fees,
        coalesce(orders_per_day.tasting_room_orders, 0) as tasting_room_orders,
        coalesce(visits_per_day.reservations_due, 0) as reservations_due,
        coalesce(visits_per_day.visits, 0) as visits,
        coalesce(visits_per_day.guests, 0) as guests,
        coalesce(orders_per_day.club_revenue, 0) as club_revenue,
        coalesce(orders_per_day.club_shipments, 0) as club_shipments,
        coalesce(memberships.club_joins, 0) as club_joins,
        coalesce(memberships.club_cancellations, 0) as club_cancellations,
        coalesce(orders_per_day.online_revenue, 0) as online_revenue,
        coalesce(orders_per_day.online_orders, 0) as online_orders,
        coalesce(orders_per_day.phone_revenue, 0) as phone_revenue,
        coalesce(orders_per_day.wine_revenue, 0) as wine_revenue,
        coalesce(orders_per_day.orders, 0) as orders,
        coalesce(orders_per_day.bottles, 0) as bottles,
        coalesce(memberships.new_customers, 0) as new_customers,
        loads_per_day.loaded_at
    from int_days_in_business as days
    left join orders_per_day on days.date_day = orders_per_day.ordered_on
    left join visits_per_day on days.date_day = visits_per_day.visit_on
    left join int_memberships_daily as memberships on days.date_day = memberships.date_day
    left join loads_per_day on days.date_day = loads_per_day.date_day
),

-- Ratios of a single day; over a month or a year they are reckoned anew from their parts.
final as (
    select
        date_day,
        -- Counted from a Monday.
        case
            when mod({{ dbt.datediff("cast('2018-01-01' as date)", 'date_day', 'day') }}, 7) >= 5 then 'weekend'
            else 'weekday'
        end as day_type,
        tasting_room_wine_revenue,
        tasting_room_fees,
        tasting_room_wine_revenue + tasting_room_fees as tasting_room_revenue,
        tasting_room_orders,
        reservations_due,
        visits,
        visits * 1.0 / nullif(reservations_due, 0) as show_rate,
        guests,
        guests * 1.0 / nullif(visits, 0) as guests_per_visit,
        (tasting_room_wine_revenue + tasting_room_fees) * 1.0 / nullif(guests, 0) as revenue_per_guest,
        club_revenue,
        club_shipments,
        club_revenue * 1.0 / nullif(club_shipments, 0) as club_average_shipment,
        club_joins,
        club_cancellations,
        online_revenue,
        online_orders,
        online_revenue * 1.0 / nullif(online_orders, 0) as online_average_order,
        phone_revenue,
        wine_revenue,
        wine_revenue + tasting_room_fees as total_revenue,
        orders,
        wine_revenue * 1.0 / nullif(orders, 0) as average_order_value,
        bottles,
        wine_revenue * 1.0 / nullif(bottles, 0) as average_bottle_price,
        new_customers,
        club_joins * 1.0 / nullif(guests, 0) as club_conversion,
        loaded_at
    from joined
)
