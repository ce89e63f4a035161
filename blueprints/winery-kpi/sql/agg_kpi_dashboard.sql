-- Sums alone can be added up over days; ratios are made of them below.
sums_with_periods as (
    select
        daily.date_key,
        daily.kpi_id,
        daily.entity_id,
        daily.value,
        daily.loaded_at,
        dim_date.month_start,
        dim_date.fiscal_quarter_start,
        dim_date.fiscal_year_start,
        dim_date.same_day_last_year
    from fact_kpi_daily as daily
    inner join dim_kpi on daily.kpi_id = dim_kpi.kpi_id
    inner join dim_date on daily.date_key = dim_date.date_key
    where dim_kpi.kind = 'sum'
),

first_days as (
    select min(date_key) as first_day
    from fact_kpi_daily
),

running as (
    select
        date_key,
        kpi_id,
        entity_id,
        month_start,
        fiscal_quarter_start,
        fiscal_year_start,
        same_day_last_year,
        sum(value) over (
            partition by kpi_id, entity_id, month_start
            order by date_key
            rows between unbounded preceding and current row
        ) as mtd,
        sum(value) over (
            partition by kpi_id, entity_id, fiscal_quarter_start
            order by date_key
            rows between unbounded preceding and current row
        ) as qtd,
        sum(value) over (
            partition by kpi_id, entity_id, fiscal_year_start
            order by date_key
            rows between unbounded preceding and current row
        ) as ytd,
        sum(value) over (
            partition by kpi_id, entity_id
            order by date_key
            rows between 27 preceding and current row
        ) as last_28,
        count(date_key) over (
            partition by kpi_id, entity_id
            order by date_key
            rows between 27 preceding and current row
        ) as days_in_last_28
    from sums_with_periods
),

-- Over any span, a ratio is what its parts add up to, divided once.
measured as (
    select
        numerators.date_key,
        numerators.entity_id,
        dim_kpi.kpi_id,
        dim_kpi.code,
        dim_kpi.label,
        dim_kpi.section,
        dim_kpi.format,
        dim_kpi.sort_order,
        numerators.month_start,
        numerators.fiscal_quarter_start,
        numerators.fiscal_year_start,
        numerators.same_day_last_year,
        numerators.days_in_last_28,
        case
            when dim_kpi.kind = 'ratio' then numerators.mtd / nullif(denominators.mtd, 0)
            else numerators.mtd
        end as mtd,
        case
            when dim_kpi.kind = 'ratio' then numerators.qtd / nullif(denominators.qtd, 0)
            else numerators.qtd
        end as qtd,
        case
            when dim_kpi.kind = 'ratio' then numerators.ytd / nullif(denominators.ytd, 0)
            else numerators.ytd
        end as ytd,
        case
            when dim_kpi.kind = 'ratio' then numerators.last_28 / nullif(denominators.last_28, 0)
            else numerators.last_28
        end as last_28
    from dim_kpi
    inner join running as numerators on coalesce(dim_kpi.numerator_kpi_id, dim_kpi.kpi_id) = numerators.kpi_id
    left join running as denominators
        on dim_kpi.denominator_kpi_id = denominators.kpi_id
        and numerators.date_key = denominators.date_key
        and numerators.entity_id = denominators.entity_id
),

-- A span that began before the data did is not compared with.
beside_the_year_before as (
    select
        measured.date_key,
        measured.kpi_id,
        measured.entity_id,
        measured.code,
        measured.label,
        measured.section,
        measured.format,
        measured.sort_order,
        cast(round(measured.mtd, 4) as numeric(18, 4)) as mtd_value,
        cast(
            round(case when year_ago.month_start >= first_days.first_day then year_ago.mtd end, 4) as numeric(18, 4)
        ) as mtd_prior,
        cast(round(measured.qtd, 4) as numeric(18, 4)) as qtd_value,
        cast(
            round(case when year_ago.fiscal_quarter_start >= first_days.first_day then year_ago.qtd end, 4) as numeric(18, 4)
        ) as qtd_prior,
        cast(round(measured.ytd, 4) as numeric(18, 4)) as ytd_value,
        cast(
            round(case when year_ago.fiscal_year_start >= first_days.first_day then year_ago.ytd end, 4) as numeric(18, 4)
        ) as ytd_prior,
        cast(round(measured.last_28, 4) as numeric(18, 4)) as last_28_value,
        cast(
            round(case when year_ago.days_in_last_28 = 28 then year_ago.last_28 end, 4) as numeric(18, 4)
        ) as last_28_prior
    from measured
    cross join first_days
    left join measured as year_ago
        on measured.kpi_id = year_ago.kpi_id
        and measured.entity_id = year_ago.entity_id
        and measured.same_day_last_year = year_ago.date_key
),

-- A row is made of all days up to its own: it is as new as the newest load of any of them.
loads as (
    select
        date_key,
        max(max(loaded_at)) over (
            order by date_key
            rows between unbounded preceding and current row
        ) as loaded_at
    from fact_kpi_daily
    group by date_key
),

compared as (
    select
        beside_the_year_before.*,
        loads.loaded_at,
        mtd_value - mtd_prior as mtd_difference,
        {{ change_share('mtd_value', 'mtd_prior') }} as mtd_percent,
        qtd_value - qtd_prior as qtd_difference,
        {{ change_share('qtd_value', 'qtd_prior') }} as qtd_percent,
        ytd_value - ytd_prior as ytd_difference,
        {{ change_share('ytd_value', 'ytd_prior') }} as ytd_percent,
        last_28_value - last_28_prior as last_28_difference,
        {{ change_share('last_28_value', 'last_28_prior') }} as last_28_percent
    from beside_the_year_before
    inner join loads on beside_the_year_before.date_key = loads.date_key
),

-- Each row carries what a front end needs as one JSON object; its texts hold nothing that would need escaping.
final as (
    select
        date_key as as_of_date,
        kpi_id,
        entity_id,
        mtd_value,
        mtd_prior,
        mtd_difference,
        mtd_percent,
        qtd_value,
        qtd_prior,
        qtd_difference,
        qtd_percent,
        ytd_value,
        ytd_prior,
        ytd_difference,
        ytd_percent,
        last_28_value,
        last_28_prior,
        last_28_difference,
        last_28_percent,
        '{"kpi_id": ' || cast(kpi_id as {{ dbt.type_string() }})
        || ', "code": "' || code
        || '", "label": "' || label
        || '", "section": "' || section
        || '", "format": "' || format
        || '", "as_of": "' || cast(date_key as {{ dbt.type_string() }})
        || '", "sort_order": ' || cast(sort_order as {{ dbt.type_string() }})
        || ', "mtd": ' || {{ span_json('mtd_value', 'mtd_prior', 'mtd_difference', 'mtd_percent') }}
        || ', "qtd": ' || {{ span_json('qtd_value', 'qtd_prior', 'qtd_difference', 'qtd_percent') }}
        || ', "ytd": ' || {{ span_json('ytd_value', 'ytd_prior', 'ytd_difference', 'ytd_percent') }}
        || ', "last_28": ' || {{ span_json('last_28_value', 'last_28_prior', 'last_28_difference', 'last_28_percent') }}
        || '}' as payload,
        loaded_at
    from compared
)
