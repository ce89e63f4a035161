select id as order_id, ordered_at, amount from {{ source('shop', 'raw_shop__orders') }}
