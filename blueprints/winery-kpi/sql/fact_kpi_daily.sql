-- Every day meets every definition once, so each day has as many rows as there are definitions.
unpivoted as (
    select
        daily.date_day as date_key,
        dim_kpi.kpi_id,
        dim_entity.entity_id,
        case dim_kpi.kpi_id
            when 1 then cast(daily.tasting_room_wine_revenue as numeric(18, 4))
            when 2 then cast(daily.tasting_room_fees as numeric(18, 4))
            when 3 then cast(daily.tasting_room_revenue as numeric(18, 4))
            when 4 then cast(daily.tasting_room_orders as numeric(18, 4))
            when 5 then cast(daily.reservations_due as numeric(18, 4))
            when 6 then cast(daily.visits as numeric(18, 4))
            when 7 then cast(daily.show_rate as numeric(18, 4))
            when 8 then cast(daily.guests as numeric(18, 4))
            when 9 then cast(daily.guests_per_visit as numeric(18, 4))
            when 10 then cast(daily.revenue_per_guest as numeric(18, 4))
            when 11 then cast(daily.club_revenue as numeric(18, 4))
            when 12 then cast(daily.club_shipments as numeric(18, 4))
            when 13 then cast(daily.club_average_shipment as numeric(18, 4))
            when 14 then cast(daily.club_joins as numeric(18, 4))
            when 15 then cast(daily.club_cancellations as numeric(18, 4))
            when 16 then cast(daily.online_revenue as numeric(18, 4))
            when 17 then cast(daily.online_orders as numeric(18, 4))
            when 18 then cast(daily.online_average_order as numeric(18, 4))
            when 19 then cast(daily.phone_revenue as numeric(18, 4))
            when 20 then cast(daily.wine_revenue as numeric(18, 4))
            when 21 then cast(daily.total_revenue as numeric(18, 4))
            when 22 then cast(daily.orders as numeric(18, 4))
            when 23 then cast(daily.average_order_value as numeric(18, 4))
            when 24 then cast(daily.bottles as numeric(18, 4))
            when 25 then cast(daily.average_bottle_price as numeric(18, 4))
            when 26 then cast(daily.new_customers as numeric(18, 4))
            when 27 then cast(daily.club_conversion as numeric(18, 4))
        end as value,
        daily.loaded_at
    from agg_daily_revenue as daily
    cross join dim_kpi
    -- The wide table is that of the whole winery.
    inner join dim_entity on dim_entity.entity_code = 'ALL'
),

final as (
    select
        date_key,
        kpi_id,
        entity_id,
        value,
        loaded_at
    from unpivoted
)
