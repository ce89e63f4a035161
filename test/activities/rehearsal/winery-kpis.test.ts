import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { load, production } from '../../../src/activities/dbt/commands.ts';
import { openCopy } from '../../../src/activities/rehearsal/rehearsed-project.ts';
import { root } from '../../../src/config.ts';
import { schemaName } from '../../../src/domain/naming/names.ts';
import { renderProject } from '../../../src/domain/project/render-project.ts';
import { loadBlueprint } from '../../../src/integrations/ai/builtin/load-blueprint.ts';
import type { SqlValue } from '../../../src/integrations/dbt/job.ts';
import {
  firstDay,
  type RawRow,
  type RawWinery,
  reckon,
  spansTo,
  yearBefore,
} from '../../domain/blueprint/winery-reckoning.ts';
import { type OpenBench, openBench } from '../rehearse-blueprint.ts';

const asOf = '2026-11-20';
const schema = schemaName('larkspur', 'ab12');
const kpi = `"${schema}_kpi"`;

let bench: OpenBench;
let database = '';
let raw: RawWinery;

/** Rows of a query of the built database, by column name. */
async function ask(statement: string): Promise<Record<string, SqlValue>[]> {
  const [answer] = await bench.deps.dbt.sql({ database, statements: [statement], rows: 50_000 });
  return (answer?.rows ?? []).map((row) =>
    Object.fromEntries((answer?.columns ?? []).map((name, index) => [name, row[index] ?? null])),
  );
}

beforeAll(async () => {
  bench = await openBench();
  const { deps, folder } = bench;
  const { scenario, pieces } = await loadBlueprint(`${root}/blueprints/winery-kpi`);
  const named = { company: 'Larkspur', companyName: 'larkspur', shortId: 'ab12' };
  const project = renderProject(
    { ...named, scenario, pieces, warehouse: 'duckdb', dataVolume: scenario.data_volume ?? 'ten', asOf },
    deps.template,
  );
  const context = { signal: new AbortController().signal, progress: () => {} };
  const rehearsal = { deps, context, folder, scenario, project, asOf };
  const built = await openCopy(
    { ...rehearsal, profile: 'larkspur_demo', productionSchema: schema },
    { name: 'winery', title: 'Winery' },
  );
  const outcomes = await built.run([load, production]);
  expect(outcomes.filter(({ succeeded }) => !succeeded).map(({ log }) => log)).toEqual([]);
  database = built.database;
  const table = (name: string): Promise<RawRow[]> => ask(`select * from "${schema}_raw"."${name}"`);
  raw = {
    customers: await table('raw_commerce__customers'),
    orders: await table('raw_commerce__orders'),
    reservations: await table('raw_booking__reservations'),
  };
}, 300_000);
afterAll(() => bench.close());

describe('the KPI layer of the winery, built from two years of data', () => {
  test('has 27 definitions, one entity and the calendar from 2015 to 2035', async () => {
    expect(await ask(`select count(*) as n, count(distinct kpi_id) as ids from ${kpi}.dim_kpi`)).toEqual([
      { n: 27, ids: 27 },
    ]);
    expect(await ask(`select entity_id, entity_code from ${kpi}.dim_entity`)).toEqual([
      { entity_id: 0, entity_code: 'ALL' },
    ]);
    const calendar = `select count(*) as n, count(distinct date_key) as days, min(date_key) as first_day, max(date_key) as last_day from ${kpi}.dim_date`;
    expect(await ask(calendar)).toEqual([{ n: 7_670, days: 7_670, first_day: '2015-01-01', last_day: '2035-12-31' }]);
    const fiscal = `select fiscal_year, fiscal_quarter, fiscal_period, fiscal_year_start, same_day_last_year from ${kpi}.dim_date where date_key = date '2024-02-29'`;
    expect(await ask(fiscal)).toEqual([
      {
        fiscal_year: 2024,
        fiscal_quarter: 3,
        fiscal_period: 8,
        fiscal_year_start: '2023-07-01',
        same_day_last_year: '2023-02-28',
      },
    ]);
  });

  test('has exactly 27 rows for each day and entity, no day missing, and as many on the board', async () => {
    const days = Math.round((Date.parse(asOf) - Date.parse(firstDay(raw))) / 86_400_000) + 1;
    expect(days).toBeGreaterThan(730);
    for (const [table, day] of [
      ['fact_kpi_daily', 'date_key'],
      ['agg_kpi_dashboard', 'as_of_date'],
    ]) {
      const counted = `select count(*) as n, count(distinct kpi_id) as kpis from ${kpi}.${table} group by ${day}, entity_id`;
      expect(await ask(`select n, kpis, count(*) as days from (${counted}) group by all`)).toEqual([
        { n: 27, kpis: 27, days },
      ]);
    }
  });

  test('shows on any day what the raw rows add up to, ratios made of their parts, beside the year before', async () => {
    const spans = ['mtd', 'qtd', 'ytd', 'last_28'] as const;
    const first = firstDay(raw);
    let compared = 0;
    for (const day of [asOf, '2026-07-01', '2026-03-31', '2025-11-02']) {
      const rows = await ask(
        `select board.*, dim_kpi.code from ${kpi}.agg_kpi_dashboard as board join ${kpi}.dim_kpi as dim_kpi using (kpi_id) where as_of_date = date '${day}'`,
      );
      expect(rows).toHaveLength(27);
      for (const span of spans) {
        const now = reckon(raw, spansTo(day)[span]);
        const before = spansTo(yearBefore(day))[span];
        const then = before.from >= first ? reckon(raw, before) : {};
        for (const row of rows) {
          const code = String(row.code);
          const about = `${code} ${span} to ${day}`;
          expect([about, rounded(row[`${span}_value`])]).toEqual([about, near(now[code])]);
          expect([about, rounded(row[`${span}_prior`])]).toEqual([about, near(then[code])]);
          compared += 1;
        }
      }
    }
    expect(compared).toBe(4 * 4 * 27);
  });

  test('has a value of the year before for every sum and every span on its newest day', async () => {
    const [row] = await ask(
      `select count(*) as n, count(mtd_prior) as mtd, count(qtd_prior) as qtd, count(ytd_prior) as ytd, count(last_28_prior) as last_28 from ${kpi}.agg_kpi_dashboard where as_of_date = date '${asOf}'`,
    );
    expect(row).toEqual({ n: 27, mtd: 27, qtd: 27, ytd: 27, last_28: 27 });
  });

  test('would write the board of a few days again in the next run, and leave two years alone', async () => {
    const again = `loaded_at >= (select max(loaded_at) - interval 3 day from ${kpi}.agg_kpi_dashboard)`;
    const [row] = await ask(
      `select count(*) as n, count(distinct as_of_date) as days from ${kpi}.agg_kpi_dashboard where ${again}`,
    );
    expect(Number(row?.n)).toBe(27 * Number(row?.days));
    expect(Number(row?.days)).toBeLessThan(7);
  });

  test('carries in each row one JSON object that says what its columns say', async () => {
    const rows = await ask(
      `select board.*, dim_kpi.code, dim_kpi.label, dim_kpi.section, dim_kpi.format, dim_kpi.sort_order from ${kpi}.agg_kpi_dashboard as board join ${kpi}.dim_kpi as dim_kpi using (kpi_id)`,
    );
    expect(rows.length).toBeGreaterThan(27 * 730);
    for (const row of rows) {
      const payload: unknown = JSON.parse(String(row.payload));
      const number = (column: string) => (row[column] === null ? null : Number(row[column]));
      const span = (name: string) => ({
        value: number(`${name}_value`),
        prior: number(`${name}_prior`),
        difference: number(`${name}_difference`),
        percent: number(`${name}_percent`),
      });
      const { kpi_id, code, label, section, format, as_of_date: as_of, sort_order } = row;
      const spans = { mtd: span('mtd'), qtd: span('qtd'), ytd: span('ytd'), last_28: span('last_28') };
      if (
        JSON.stringify(payload) !==
        JSON.stringify({ kpi_id, code, label, section, format, as_of, sort_order, ...spans })
      )
        expect(payload).toEqual({ kpi_id, code, label, section, format, as_of, sort_order, ...spans });
    }
  });
});

/** A decimal of the database as a number. */
function rounded(value: SqlValue | undefined): number | null {
  return value === null || value === undefined ? null : Number(value);
}

/** The same, less than half a thousandth apart: both sides are rounded. */
function near(value: number | null | undefined): unknown {
  return value === null || value === undefined ? null : expect.closeTo(value, 3);
}
