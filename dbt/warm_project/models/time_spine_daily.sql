{{ config(materialized='table') }}
with days as ({{ dbt.generate_series(30) }})
select cast({{ dbt.dateadd('day', 'generated_number - 1', "cast('2026-01-01' as date)") }} as date) as date_day from days
