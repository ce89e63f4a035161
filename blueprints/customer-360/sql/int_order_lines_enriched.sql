final as (
    select
        lineitem.order_id,
        lineitem.line_number,
        lineitem.part_id,
        {{ part_category('part.part_type') }} as part_category,
        lineitem.quantity,
        {{ net_of_discount('lineitem.extended_price', 'lineitem.discount') }} as net_revenue,
        lineitem.return_flag = 'R' as is_returned,
        -- A part that changes its kind brings its lines along.
        greatest(lineitem.loaded_at, coalesce(part.loaded_at, lineitem.loaded_at)) as loaded_at
    from lineitem
    left join part on lineitem.part_id = part.part_id
)
