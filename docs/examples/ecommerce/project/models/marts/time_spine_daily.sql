-- One row per day, from 2021-01-01 on; written so that no warehouse is asked while it compiles.

with

days as (
    {{ dbt.generate_series(1858) }}
)

select
    cast(
        {{ dbt.dateadd('day', 'cast(generated_number - 1 as ' ~ dbt.type_int() ~ ')', "cast('2021-01-01' as date)") }} as date
    ) as date_day
from days
