import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { lineage } from '../../../../src/domain/project/lineage.ts';
import { lintProject } from '../../../../src/domain/project/lint/lint-project.ts';
import { pieceAt } from '../../../../src/domain/project/piece-path.ts';
import { neededPieces } from '../../../../src/domain/project/piece-plan.ts';
import { checkPortability } from '../../../../src/domain/project/portability/check-portability.ts';
import { calendarSql, daysOf } from '../../../../src/domain/project/render/calendar-sql.ts';
import { renderProject } from '../../../../src/domain/project/render-project.ts';
import { projectStatistics } from '../../../../src/domain/project/statistics.ts';
import { calendarColumns } from '../../../../src/domain/scenario/calendar-columns.ts';
import { readTemplate } from '../../../../src/integrations/template/read.ts';
import { libraryInput } from '../../fixtures/library.ts';
import { pipelineInput, pipelineScenario } from '../../fixtures/pipeline.ts';

const template = await readTemplate('template');
const scenario = pipelineScenario();
const { main, changes } = renderProject(pipelineInput(), template);
const file = (path: string) => main.get(path) ?? '';
const configuration = parse(file('dbt_project.yml'));

describe('a project with a pipeline', () => {
  it('has its parts where dbt looks for them', () => {
    const library = renderProject(libraryInput(), template).main;
    expect([...main.keys()].filter((path) => !library.has(path))).toEqual([
      'analyses/fees_by_branch.sql',
      'analyses/schema.yml',
      'macros/month_of.sql',
      'macros/schema.yml',
      'macros/shared_fee.sql',
      'models/numbers/dim_date.sql',
      'models/numbers/docs.md',
      'models/numbers/library_numbers.sql',
      'models/numbers/schema.yml',
      'models/numbers/unit_tests.yml',
      'seeds/reference/dim_measure.csv',
      'seeds/reference/fee_rules.csv',
      'seeds/reference/schema.yml',
      'snapshots/loan_history.yml',
      'snapshots/member_history.yml',
    ]);
  });

  it('breaks no rule of ours, on any warehouse', () => {
    expect(lintProject(main, template)).toEqual([]);
    expect(checkPortability(main)).toEqual([]);
  });

  it('keeps reference seeds out of the raw schema, each in the schema that it names', () => {
    expect(configuration.seeds.city_library_demo).toMatchObject({ '+schema': 'raw', reference: { '+schema': null } });
    const { seeds } = parse(file('seeds/reference/schema.yml'));
    expect(seeds.map(({ name, config }: { name: string; config: object }) => [name, config])).toEqual([
      ['fee_rules', { column_types: { branch: expect.anything(), share: expect.anything(), since: 'date' } }],
      ['dim_measure', { schema: 'numbers', column_types: expect.anything() }],
    ]);
    expect(file('seeds/reference/dim_measure.csv')).toBe('measure_id,label\n1,Loans\n2,"=Fees, all of them"\n');
  });

  it('has a folder, a tag and a schema for a layer of its own', () => {
    expect(configuration.models.city_library_demo.numbers).toEqual({
      '+materialized': 'table',
      '+schema': 'numbers',
      '+group': 'reporting',
      '+tags': ['numbers'],
    });
  });

  it('writes a history’s key, how it sees a new version, and its schema', () => {
    expect(parse(file('snapshots/member_history.yml')).snapshots).toEqual([
      {
        name: 'member_history',
        description: 'Where members belonged. One row per version of a member_id.',
        relation: "ref('stg_desk__members')",
        config: {
          schema: 'history',
          unique_key: 'member_id',
          strategy: 'check',
          check_cols: ['branch', 'is_student'],
        },
      },
    ]);
    expect(file('snapshots/loan_history.yml')).toContain('updated_at: loaded_at');
  });

  it('tells of all of it on its front page', () => {
    const readme = file('README.md');
    for (const part of ['fee_rules', 'member_history', 'shared_fee(fee, share)', 'analyses/fees_by_branch.sql'])
      expect(readme).toContain(`\`${part}\``);
    expect(readme).toContain('in the schema `city_library_a1b2c3_numbers`: `dim_date`, `library_numbers`');
  });

  it('keeps its calendar and its seeds in every pull request', () => {
    for (const files of changes.values())
      expect([...files.keys()].filter((path) => /numbers|reference|snapshots|macros|analyses/.test(path))).toEqual([]);
  });

  it('counts raw rows alone, and every file', () => {
    const library = projectStatistics(libraryInput().scenario, renderProject(libraryInput(), template).main);
    const { rows, seeds, models, files } = projectStatistics(scenario, main);
    expect({ rows, seeds, models, files }).toEqual({
      rows: library.rows,
      seeds: library.seeds + 2,
      models: library.models + 2,
      files: main.size,
    });
  });
});

describe('a calendar', () => {
  const about = { name: 'dim_date', purpose: 'Days.' };
  const calendar = { first: '2015-01-01', last: '2035-12-31', fiscal_year_begins: 1 };
  const columns = Object.entries(calendarColumns).map(([name, type]) => ({ name, type, description: name }));

  it('has every day of its years', () => expect(daysOf(calendar)).toBe(7_670));

  it('asks no warehouse while it compiles, and moves no date by a fraction', () => {
    const sql = calendarSql({ ...about, calendar }, columns);
    expect(sql).not.toMatch(/run_query|ref\(|source\(/);
    expect(checkPortability(new Map([['models/marts/dim_date.sql', sql]]))).toEqual([]);
  });

  it('has the columns that the scenario chose, in its order', () => {
    const chosen = columns.filter(({ name }) => ['fiscal_year', 'date_key'].includes(name)).toReversed();
    const sql = calendarSql({ ...about, calendar }, chosen);
    expect([...sql.matchAll(/\) as (\w+),?$/gm)].map(([, name]) => name).slice(-2)).toEqual([
      'fiscal_year',
      'date_key',
    ]);
  });

  it('needs no SQL of anybody', () => {
    const needed = neededPieces(scenario).map(({ subject }) => subject);
    expect(needed).toContain('library_numbers');
    expect(needed).not.toContain('dim_date');
    expect(pieceAt(scenario, 'models/numbers/dim_date.sql')).toBeUndefined();
    expect(pieceAt(scenario, 'models/numbers/library_numbers.sql')).toEqual({
      step: 'generate-sql',
      subject: 'library_numbers',
    });
  });
});

it('leads from reference data and histories to what reads them', () => {
  const { edges } = lineage(scenario);
  expect(edges).toContainEqual({ from: 'reference:fee_rules', to: 'mart:library_numbers' });
  expect(edges).toContainEqual({ from: 'staging:stg_desk__members', to: 'snapshot:member_history' });
  expect(edges).toContainEqual({ from: 'snapshot:member_history', to: 'mart:library_numbers' });
});
