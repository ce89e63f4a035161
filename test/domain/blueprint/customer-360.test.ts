import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { draft } from '../../../src/domain/blueprint/draft.ts';
import { minutesOf } from '../../../src/domain/blueprint/fit-call.ts';
import { renamePieces } from '../../../src/domain/blueprint/rename-pieces.ts';
import { renameScenario } from '../../../src/domain/blueprint/rename-scenario.ts';
import { briefSchema } from '../../../src/domain/brief/brief.ts';
import { checkPieces } from '../../../src/domain/project/check/check-pieces.ts';
import { materialise } from '../../../src/domain/project/data/materialise.ts';
import type { Cell } from '../../../src/domain/scenario/cell.ts';
import { checkScenario } from '../../../src/domain/scenario/check/check-scenario.ts';
import { loadBlueprint, loadBlueprints } from '../../../src/integrations/ai/builtin/load-blueprint.ts';
import { blueprintsFolder } from './ecommerce.ts';

const { scenario, pieces } = await loadBlueprint(`${blueprintsFolder}/customer-360`);

type NamedCells = Record<string, Cell>;

/** Day one's rows of each source by its table's name, by column name. */
function rowsOf(asOf: string, dataVolume: 'ten' | 'fuller', shortId = 'ab12'): Record<string, NamedCells[]> {
  const data = materialise({ scenario, rows: pieces.rows, dataVolume, asOf, shortId });
  return Object.fromEntries(
    scenario.sources.map(({ system, table, columns }) => [
      table,
      (data.dayOne.get(`${system}.${table}`) ?? []).map((row) =>
        Object.fromEntries(row.map((cell, index) => [columns[index]?.name, cell])),
      ),
    ]),
  );
}

describe('the blueprint for a Customer 360', () => {
  it('is sound, in its own words and in others', () => {
    expect(checkScenario(scenario, { minutes: 30 })).toEqual([]);
    expect(checkPieces(scenario, pieces)).toEqual([]);
    const renames = [
      { from: 'customer', to: 'client' },
      { from: 'customers', to: 'clients' },
    ];
    const other = renameScenario(scenario, renames);
    expect(other.marts.map(({ name }) => name)).toContain('dim_clients');
    expect(checkScenario(other)).toEqual([]);
    expect(checkPieces(other, renamePieces(pieces, renames))).toEqual([]);
  });

  it('has a talk track of half an hour', () => {
    expect(minutesOf(scenario.talk_track.flow)).toBe(30);
  });

  it('answers the twelve questions under their four headings', () => {
    const headings = Map.groupBy(scenario.business_questions ?? [], ({ heading }) => heading);
    expect([...headings].map(([heading, questions]) => [heading, questions.length])).toEqual([
      ['Customer demographics', 3],
      ['Customer acquisition', 3],
      ['Value-based segmentation', 3],
      ['Behavioural patterns', 3],
    ]);
  });

  it('has the nations and regions of TPC-H', () => {
    const [nation, region] = scenario.reference_seeds ?? [];
    expect([nation?.rows.length, region?.rows.length]).toEqual([25, 5]);
    const regions = region?.rows.map(([key]) => key);
    expect(nation?.rows.every(([, , key]) => regions?.includes(key ?? null))).toBe(true);
  });

  it('bills every fulfilled order by its lines, numbers lines without a gap and orders after orders', () => {
    const days = fc
      .date({ min: new Date('2024-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    const holds = (asOf: string, shortId: string): void => {
      const { orders = [], lineitem = [] } = rowsOf(asOf, 'fuller', shortId);
      const linesOf = Map.groupBy(lineitem, ({ l_orderkey }) => l_orderkey);
      for (const { o_orderkey, o_orderstatus, o_totalprice, o_orderdate } of orders) {
        const lines = linesOf.get(o_orderkey ?? null) ?? [];
        expect(lines.map(({ l_linenumber }) => l_linenumber)).toEqual(lines.map((_, index) => index + 1));
        expect(String(o_orderdate) <= asOf).toBe(true);
        const total = lines.reduce(
          (sum, { l_extendedprice, l_discount, l_tax }) =>
            sum + Number(l_extendedprice) * (1 - Number(l_discount)) * (1 + Number(l_tax)),
          0,
        );
        if (o_orderstatus === 'F') expect(Math.abs(total - Number(o_totalprice))).toBeLessThan(0.01 * lines.length);
      }
    };
    fc.assert(fc.property(days, fc.string({ minLength: 1, maxLength: 8 }), holds), { numRuns: 3 });
  });

  it('has segments that buy differently, and customers who never do', () => {
    const { customer = [], orders = [] } = rowsOf('2026-11-20', 'fuller');
    const buyers = new Set(orders.map(({ o_custkey }) => o_custkey));
    const inSegment = (segment: string) => customer.filter(({ c_mktsegment }) => c_mktsegment === segment);
    const ordersEach = (segment: string) => {
      const keys = new Set(inSegment(segment).map(({ c_custkey }) => c_custkey));
      return orders.filter(({ o_custkey }) => keys.has(o_custkey ?? null)).length / keys.size;
    };
    expect(ordersEach('HOUSEHOLD')).toBeGreaterThan(ordersEach('MACHINERY'));
    expect(customer.some(({ c_custkey }) => !buyers.has(c_custkey))).toBe(true);
  });

  it('answers every pain point of the example brief', async () => {
    const file = fileURLToPath(new URL('../../../examples/briefs/customer-360.yaml', import.meta.url));
    const brief = briefSchema.parse(parse(await readFile(file, 'utf8')));
    const drafted = draft(await loadBlueprints(blueprintsFolder), brief);
    expect(drafted?.origin?.blueprint).toBe('customer-360');
    expect(drafted?.notes.filter(({ kind }) => kind !== 'assumed')).toEqual([]);
    expect(drafted && checkScenario(drafted, { minutes: brief.call_minutes })).toEqual([]);
  });

  it('holds together without metrics: neither questions nor numbers that only they answer are left', async () => {
    const brief = briefSchema.parse({ company: 'Acme', industry: 'Wholesale', include_semantic_layer: false });
    const drafted = draft(await loadBlueprints(blueprintsFolder), brief);
    expect(drafted && checkScenario(drafted)).toEqual([]);
    expect(drafted?.business_questions?.every(({ answered_by: by }) => by.kind === 'model')).toBe(true);
    const cost = drafted?.talk_track.flow.find(({ title }) => title === 'What a new customer costs');
    expect(cost?.say).toBe('Spend meets the customers it won.');
  });
});
