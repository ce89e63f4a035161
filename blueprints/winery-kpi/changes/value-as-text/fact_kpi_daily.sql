-- Every day meets every definition once, so each day has as many rows as there are definitions; a code names its column.
unpivoted as (
    select
        daily.date_day as date_key,
        dim_kpi.kpi_id,
        dim_entity.entity_id,
        case dim_kpi.code
            when 'tasting_room_wine_revenue' then cast(daily.tasting_room_wine_revenue as numeric(18, 4))
            when 'tasting_room_fees' then cast(daily.tasting_room_fees as numeric(18, 4))
            when 'tasting_room_revenue' then cast(daily.tasting_room_revenue as numeric(18, 4))
            when 'tasting_room_orders' then cast(daily.tasting_room_orders as numeric(18, 4))
            when 'reservations_due' then cast(daily.reservations_due as numeric(18, 4))
            when 'visits' then cast(daily.visits as numeric(18, 4))
            when 'show_rate' then cast(daily.show_rate as numeric(18, 4))
            when 'guests' then cast(daily.guests as numeric(18, 4))
            when 'guests_per_visit' then cast(daily.guests_per_visit as numeric(18, 4))
            when 'revenue_per_guest' then cast(daily.revenue_per_guest as numeric(18, 4))
            when 'club_revenue' then cast(daily.club_revenue as numeric(18, 4))
            when 'club_shipments' then cast(daily.club_shipments as numeric(18, 4))
            when 'club_average_shipment' then cast(daily.club_average_shipment as numeric(18, 4))
            when 'club_joins' then cast(daily.club_joins as numeric(18, 4))
            when 'club_cancellations' then cast(daily.club_cancellations as numeric(18, 4))
            when 'online_revenue' then cast(daily.online_revenue as numeric(18, 4))
            when 'online_orders' then cast(daily.online_orders as numeric(18, 4))
            when 'online_average_order' then cast(daily.online_average_order as numeric(18, 4))
            when 'phone_revenue' then cast(daily.phone_revenue as numeric(18, 4))
            when 'wine_revenue' then cast(daily.wine_revenue as numeric(18, 4))
            when 'total_revenue' then cast(daily.total_revenue as numeric(18, 4))
            when 'orders' then cast(daily.orders as numeric(18, 4))
            when 'average_order_value' then cast(daily.average_order_value as numeric(18, 4))
            when 'bottles' then cast(daily.bottles as numeric(18, 4))
            when 'average_bottle_price' then cast(daily.average_bottle_price as numeric(18, 4))
            when 'new_customers' then cast(daily.new_customers as numeric(18, 4))
            when 'club_conversion' then cast(daily.club_conversion as numeric(18, 4))
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
        cast(value as {{ dbt.type_string() }}) as value,
        loaded_at
    from unpivoted
)
