import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { load, production } from '../../../src/activities/dbt/commands.ts';
import { proofAnswers } from '../../../src/activities/dbt/proof-answers.ts';
import { openCopy } from '../../../src/activities/rehearsal/rehearsed-project.ts';
import type { DataVolume } from '../../../src/domain/brief/brief.ts';
import { schemaName } from '../../../src/domain/naming/names.ts';
import { type MaterialisedData, materialise } from '../../../src/domain/project/data/materialise.ts';
import { rawDataOf, renderProject } from '../../../src/domain/project/render-project.ts';
import { type AnswerRows, toAnswerRows } from '../../../src/domain/rehearsal/answer-rows.ts';
import { compareRows } from '../../../src/domain/rehearsal/compare-rows.ts';
import type { Cell } from '../../../src/domain/scenario/cell.ts';
import { loadBlueprint } from '../../../src/integrations/ai/builtin/load-blueprint.ts';
import { type RawCells, type RawTables, reckonAnswers } from '../../domain/blueprint/customer-reckoning.ts';
import { blueprintsFolder } from '../../domain/blueprint/ecommerce.ts';
import { type OpenBench, openBench } from '../rehearse-blueprint.ts';

const asOf = '2026-11-20';
const schema = schemaName('northgate', 'ab12');
const { scenario, pieces } = await loadBlueprint(`${blueprintsFolder}/customer-360`);
const questions = scenario.business_questions ?? [];
const byModel = questions.flatMap(({ id, answered_by: by }) => (by.kind === 'model' ? [{ id, sql: by.sql }] : []));

let bench: OpenBench;
let database = '';

function inputOf(dataVolume: DataVolume) {
  const named = { company: 'Northgate', companyName: 'northgate', shortId: 'ab12' };
  return { ...named, scenario, pieces, warehouse: 'duckdb', dataVolume, asOf } as const;
}

/** What the raw rows of day one say, reckoned without SQL. */
function reckoned(dataVolume: DataVolume): Record<string, Cell[][]> {
  const { dayOne } = materialise({ scenario, rows: pieces.rows, dataVolume, asOf, shortId: 'ab12' });
  return reckonAnswers(tablesOf(dayOne));
}

function tablesOf(dayOne: MaterialisedData['dayOne']): RawTables {
  const named = (names: readonly string[], rows: readonly (readonly Cell[])[]): RawCells[] =>
    rows.map((row) => Object.fromEntries(names.map((name, index) => [name, row[index] ?? null])));
  const tables = [
    ...scenario.sources.map(({ system, table, columns }) => ({
      ...{ table, columns, rows: dayOne.get(`${system}.${table}`) ?? [] },
    })),
    ...(scenario.reference_seeds ?? []).map(({ name, columns, rows }) => ({ table: name, columns, rows })),
  ];
  const all = new Map(
    tables.map(({ table, columns, rows }) => [
      table,
      named(
        columns.map(({ name }) => name),
        rows,
      ),
    ]),
  );
  const of = (table: string) => all.get(table) ?? [];
  return {
    ...{ customer: of('customer'), orders: of('orders'), lineitem: of('lineitem'), part: of('part') },
    ...{ spend: of('spend'), nation: of('nation'), region: of('region') },
  };
}

function expectSame(id: string, answer: AnswerRows | undefined, expected: readonly (readonly Cell[])[] = []): void {
  expect(answer, id).toBeDefined();
  if (!answer) return;
  const compared = compareRows(answer, { columns: answer.columns, rows: expected.map((row) => [...row]) });
  expect([id, compared.passed, compared.seen]).toEqual([id, true, compared.seen]);
}

beforeAll(async () => {
  bench = await openBench();
  const { deps, folder } = bench;
  const project = renderProject(inputOf('fuller'), deps.template);
  const context = { signal: new AbortController().signal, progress: () => {} };
  const built = await openCopy(
    {
      ...{ deps, context, folder, scenario, project, asOf },
      ...{ profile: 'northgate_demo', productionSchema: schema },
    },
    { name: 'customers', title: 'Customers' },
  );
  const outcomes = await built.run([load, production]);
  expect(outcomes.filter(({ succeeded }) => !succeeded).map(({ log }) => log)).toEqual([]);
  database = built.database;
}, 300_000);
afterAll(() => bench.close());

describe('the questions of the Customer 360', () => {
  test.each(['ten', 'fuller'] as const)(
    'are proven by the raw tables as they are reckoned row by row, %s',
    async (volume) => {
      const input = inputOf(volume);
      const proofs = await proofAnswers(bench.deps, input, rawDataOf(input).dayOne);
      const expected = reckoned(volume);
      expect(Object.keys(expected).toSorted()).toEqual(questions.map(({ id }) => id).toSorted());
      for (const { id } of questions) expectSame(id, proofs.get(id), expected[id]);
    },
  );

  test('are answered by the built tables of a thousand customers as they are reckoned row by row', async () => {
    const expected = reckoned('fuller');
    const answers = await bench.deps.dbt.sql({
      database,
      statements: [`set search_path = '${schema}'`, ...byModel.map(({ sql }) => sql)],
      rows: 1_001,
    });
    expect(byModel).toHaveLength(8);
    for (const [index, { id }] of byModel.entries()) {
      const answer = answers[index + 1];
      expectSame(id, answer && toAnswerRows(answer.columns, answer.rows), expected[id]);
    }
  });

  test('have answers that tell the segments apart', () => {
    const answers = reckoned('fuller');
    const loyalty = new Map(answers['category-loyalty']?.map(([segment, share]) => [segment, Number(share)]));
    expect(loyalty.get('MACHINERY')).toBeGreaterThan(loyalty.get('HOUSEHOLD') ?? 1);
    const gap = new Map(answers['purchase-frequency']?.map(([segment, , days]) => [segment, Number(days)]));
    expect(gap.get('MACHINERY')).toBeGreaterThan(gap.get('HOUSEHOLD') ?? 1_000);
    expect(answers['fastest-regions']?.find(([, , , , rank]) => rank === 1)?.[0]).toBe('ASIA');
  });
});
