import { describe, expect, it } from 'vitest';
import { bigqueryWeeks } from '../../../../src/domain/project/render/bigquery-weeks.ts';

const byWeek = [{ sql: "final as (select {{ dbt.date_trunc('week', 'lent_on') }} as week_start from loans)" }];
const byMonth = [{ sql: "final as (select {{ dbt.date_trunc('month', 'lent_on') }} as month_start from loans)" }];

describe('weeks that begin on Monday', () => {
  it('are asked for on BigQuery where a model computes by week', () => {
    const macros = bigqueryWeeks('bigquery', [...byMonth, ...byWeek]);
    expect(macros).toContain('macro bigquery__date_trunc(datepart, date)');
    expect(macros).toContain('macro bigquery__datediff(first_date, second_date, datepart)');
  });

  it.each([
    ['on another warehouse', 'snowflake', byWeek],
    ['where nothing goes by week', 'bigquery', byMonth],
    ['for a word in a comment', 'bigquery', [{ sql: "-- by 'week'\nfinal as (select 1 as one)" }]],
  ] as const)('need nothing %s', (_, warehouse, logic) => {
    expect(bigqueryWeeks(warehouse, logic)).toBeUndefined();
  });
});
