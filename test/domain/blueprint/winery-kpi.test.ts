import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { draft } from '../../../src/domain/blueprint/draft.ts';
import { minutesOf } from '../../../src/domain/blueprint/fit-call.ts';
import { renamePieces } from '../../../src/domain/blueprint/rename-pieces.ts';
import { renameScenario } from '../../../src/domain/blueprint/rename-scenario.ts';
import { briefSchema, type DataVolume } from '../../../src/domain/brief/brief.ts';
import { checkPieces } from '../../../src/domain/project/check/check-pieces.ts';
import { materialise } from '../../../src/domain/project/data/materialise.ts';
import { checkScenario } from '../../../src/domain/scenario/check/check-scenario.ts';
import { loadBlueprint, loadBlueprints } from '../../../src/integrations/ai/builtin/load-blueprint.ts';
import { blueprintsFolder } from './ecommerce.ts';
import { firstDay, type RawRow, type RawWinery, spansTo, yearBefore } from './winery-reckoning.ts';

const { scenario, pieces } = await loadBlueprint(`${blueprintsFolder}/winery-kpi`);

/** Day one's rows by column name. */
function wineryOn(asOf: string, dataVolume: DataVolume, shortId = 'ab12'): RawWinery {
  const data = materialise({ scenario, rows: pieces.rows, dataVolume, asOf, shortId });
  const rowsOf = (id: string): RawRow[] => {
    const columns = scenario.sources.find(({ system, table }) => `${system}.${table}` === id)?.columns ?? [];
    return (data.dayOne.get(id) ?? []).map((row) =>
      Object.fromEntries(columns.map(({ name }, index) => [name, row[index] ?? null])),
    );
  };
  return {
    customers: rowsOf('commerce.customers'),
    orders: rowsOf('commerce.orders'),
    reservations: rowsOf('booking.reservations'),
  };
}

const days = fc
  .date({ min: new Date('2024-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe('the blueprint for winery KPIs', () => {
  it('is sound', () => {
    expect(checkScenario(scenario, { minutes: 30 })).toEqual([]);
    expect(checkPieces(scenario, pieces)).toEqual([]);
    expect(minutesOf(scenario.talk_track.flow)).toBe(30);
  });

  it('reads each KPI from the column of the daily table that is called like it, ratios of two sums', () => {
    const definitions = scenario.reference_seeds?.find(({ name }) => name === 'dim_kpi')?.rows ?? [];
    const columns = scenario.marts.find(({ name }) => name === 'agg_daily_revenue')?.columns.map(({ name }) => name);
    expect(definitions).toHaveLength(27);
    const unpivot = pieces.sql.find(({ model }) => model === 'fact_kpi_daily')?.sql ?? '';
    const read = [...unpivot.matchAll(/when '(\w+)' then cast\(daily\.(\w+) as/g)].map(([, code, column]) => [
      code,
      column,
    ]);
    expect(read).toEqual(definitions.map(([, code]) => [code, code]));
    for (const [id, code, , , , kind, numerator, denominator] of definitions) {
      expect(columns).toContain(code);
      const parts = definitions.filter(([part]) => part === numerator || part === denominator);
      expect([id, ...parts.map((part) => part[5])]).toEqual(kind === 'ratio' ? [id, 'sum', 'sum'] : [id]);
    }
  });

  it.each(['ten', 'fuller'] as const)(
    'reaches back far enough for every comparison with %s rows, on any date',
    (volume) => {
      const holds = (asOf: string): void => {
        const winery = wineryOn(asOf, volume);
        const first = firstDay(winery);
        for (const { from } of Object.values(spansTo(yearBefore(asOf)))) expect(from >= first).toBe(true);
      };
      fc.assert(fc.property(days, holds), { numRuns: 4 });
    },
  );

  it('ships club wine to members alone, and counts nobody out of the club before they joined', () => {
    const { customers, orders } = wineryOn('2026-11-20', 'fuller');
    const members = new Map(customers.map((customer) => [customer.id, customer]));
    for (const { channel, customer_id, ordered_at } of orders.filter((order) => order.channel === 'club')) {
      const joined = members.get(customer_id ?? null)?.club_joined_on ?? null;
      expect([channel, joined !== null && String(ordered_at) >= String(joined)]).toEqual(['club', true]);
    }
    for (const { club_tier, club_joined_on, club_left_on } of customers) {
      expect(club_tier === null).toBe(club_joined_on === null);
      if (club_left_on !== null) expect(String(club_left_on) >= String(club_joined_on)).toBe(true);
    }
  });

  it('has a day with tastings of two kinds among its written rows, so that the join fans out with ten rows too', () => {
    const { reservations } = wineryOn('2026-11-20', 'ten');
    const byDay = Map.groupBy(reservations, ({ visit_at }) => String(visit_at).slice(0, 10));
    const kinds = [...byDay.values()].map((day) => new Set(day.map(({ experience }) => experience)).size);
    expect(Math.max(...kinds)).toBe(2);
  });

  it('speaks in the words of others', () => {
    const renames = [
      { from: 'guest', to: 'visitor' },
      { from: 'guests', to: 'visitors' },
      { from: 'club', to: 'circle' },
    ];
    const other = renameScenario(scenario, renames);
    expect(checkScenario(other)).toEqual([]);
    expect(checkPieces(other, renamePieces(pieces, renames))).toEqual([]);
  });

  it('answers every pain point of its example brief', async () => {
    const file = fileURLToPath(new URL('../../../examples/briefs/winery.yaml', import.meta.url));
    const brief = briefSchema.parse(parse(await readFile(file, 'utf8')));
    const drafted = draft(await loadBlueprints(blueprintsFolder), brief);
    expect(drafted?.origin?.blueprint).toBe('winery-kpi');
    expect(drafted?.notes.filter(({ kind }) => kind !== 'assumed')).toEqual([]);
    expect(drafted && checkScenario(drafted, { minutes: brief.call_minutes })).toEqual([]);
  });
});
