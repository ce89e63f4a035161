import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { load, production } from '../../src/activities/dbt/commands.ts';
import { rehearseAnalyses } from '../../src/activities/rehearsal/analyses.ts';
import { rehearse } from '../../src/activities/rehearsal/rehearse.ts';
import { openCopy, type Rehearsal } from '../../src/activities/rehearsal/rehearsed-project.ts';
import { renderProjectStep } from '../../src/activities/steps/render-project.ts';
import { briefSchema } from '../../src/domain/brief/brief.ts';
import { projectName, schemaName } from '../../src/domain/naming/names.ts';
import { renderProject } from '../../src/domain/project/render-project.ts';
import { rehearsalReportSchema } from '../../src/domain/rehearsal/report.ts';
import { getJson, putJson } from '../../src/integrations/artifacts/json.ts';
import { pipelineInput, pipelinePieces, pipelineScenario } from '../domain/fixtures/pipeline.ts';
import { type OpenBench, openBench } from './rehearse-blueprint.ts';

let bench: OpenBench;
beforeAll(async () => {
  bench = await openBench();
  await bench.deps.dbt.version();
}, 60_000);
afterAll(() => bench.close());

const asOf = '2026-11-20';
const minutes = 5 * 60_000;
const context = { signal: new AbortController().signal, progress: () => {} };

describe('a scenario with everything that a pipeline has besides', () => {
  test('keeps every promise, and is counted in the schemas of its own', { timeout: minutes }, async () => {
    const { artifacts } = bench.deps;
    const { rows, sql, changes } = pipelinePieces();
    const { project } = await renderProjectStep(bench.deps)({
      buildId: 'bpipeline000',
      company: 'City Library',
      warehouse: 'snowflake',
      brief: await putJson(artifacts, briefSchema.parse({ company: 'City Library' })),
      scenario: await putJson(artifacts, pipelineScenario()),
      pieces: await Promise.all([...rows, ...sql, ...changes].map((piece) => putJson(artifacts, piece))),
      asOf,
    });
    const { rehearsal } = await rehearse(bench.deps)({ project }, context);
    const report = await getJson(artifacts, rehearsalReportSchema, rehearsal.report);
    const red = report.checks.filter(({ passed }) => !passed);
    expect(red.map(({ title, promised, seen }) => ({ title, promised, seen }))).toEqual([]);
    const rowsOf = Object.fromEntries(report.rowCounts.map(({ relation, dayOne }) => [relation, dayOne]));
    expect(rowsOf).toMatchObject({
      dim_date: 7670,
      fee_rules: 2,
      dim_measure: 2,
      member_history: 10,
      loan_history: 10,
    });
    expect(rowsOf.library_numbers).toBeGreaterThan(0);
    expect(report.moved.map(({ relation }) => relation)).toEqual(
      expect.arrayContaining(['dim_date', 'library_numbers']),
    );
    expect(report.checks.filter(({ stage }) => stage === 'analyses')).toEqual([
      expect.objectContaining({ subject: 'fees_by_branch', seen: '2 rows' }),
    ]);
  });

  test('knows its days, and is red where an analysis does not run, by its name and file', {
    timeout: minutes,
  }, async () => {
    const scenario = pipelineScenario(({ analyses }) => {
      const about = { description: 'Reads what is not there.', inputs: ['fct_loans'] };
      analyses?.push({ ...about, name: 'fees_of_nobody', sql: 'select nobody from fct_loans' });
    });
    const rehearsal: Rehearsal = {
      ...{ deps: bench.deps, context, folder: join(bench.folder, 'analyses'), scenario, asOf },
      project: renderProject(pipelineInput({ scenario, asOf }), bench.deps.template),
      profile: projectName('city_library'),
      productionSchema: schemaName('city_library', 'a1b2c3'),
    };
    const project = await openCopy(rehearsal, { name: 'production', title: 'Day one' });
    const built = await project.run([load, production]);
    expect(built.map(({ succeeded }) => succeeded)).toEqual([true, true]);
    expect(await daysIn(project.database)).toEqual([
      ['2020-12-31', 53, 2020, 4, 'Thursday', 'FY2021-Q2', 'FY2021-P06', '2020-07-01', '2019-12-31', 184],
      ['2021-01-03', 53, 2020, 7, 'Sunday', 'FY2021-Q3', 'FY2021-P07', '2020-07-01', '2020-01-03', 187],
      ['2024-02-29', 9, 2024, 4, 'Thursday', 'FY2024-Q3', 'FY2024-P08', '2023-07-01', '2023-02-28', 244],
      ['2026-07-01', 27, 2026, 3, 'Wednesday', 'FY2027-Q1', 'FY2027-P01', '2026-07-01', '2025-07-01', 1],
    ]);
    const [sound, broken] = await rehearseAnalyses(rehearsal, project);
    expect(sound).toMatchObject({ subject: 'fees_by_branch', passed: true });
    expect(broken).toMatchObject({ subject: 'fees_of_nobody', passed: false });
    expect(broken?.seen).toMatch(/nobody/);
    expect(broken?.findings[0]?.path).toBe('analyses/fees_of_nobody.sql');
  });
});

/** Days at which a calendar can go wrong, in the order of time: New Year's weeks, a leap day, a fiscal year's first day. */
async function daysIn(database: string): Promise<unknown> {
  const columns = `strftime(date_key, '%Y-%m-%d'), week, week_year, day_of_week, day_name, fiscal_year_quarter, fiscal_year_period,
    strftime(fiscal_year_start, '%Y-%m-%d'), strftime(same_day_last_year, '%Y-%m-%d'), day_of_fiscal_year`;
  const statement = `select ${columns} from city_library_a1b2c3_numbers.dim_date
    where date_number in (20201231, 20210103, 20240229, 20260701) order by date_key`;
  const [days] = await bench.deps.dbt.sql({ database, statements: [statement] });
  return days?.rows;
}
