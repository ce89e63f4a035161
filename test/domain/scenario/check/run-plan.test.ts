import { describe, expect, it } from 'vitest';
import { checkRunPlan } from '../../../../src/domain/scenario/check/run-plan.ts';
import type { PlanCommand } from '../../../../src/domain/scenario/run-plan.ts';
import { libraryScenario } from '../../fixtures/library.ts';
import { plannedLibrary } from '../../run-plan/planned-library.ts';

function problems(...commands: PlanCommand[]): string[] {
  return checkRunPlan(plannedLibrary({ kind: 'commands', commands })).map(({ message }) => message);
}

describe('a run plan', () => {
  it('of everything but a schema, then the schema, is sound', () => {
    expect(problems({ verb: 'build', exclude: ['kpi.*'] }, { verb: 'build', select: ['kpi.*'] })).toEqual([]);
  });

  it('by folder, tag, path, graph and intersection is sound', () => {
    const first = ['tag:staging', '+int_loans_with_books'];
    const then = ['path:models/marts', 'kpi', 'resource_type:model,marts.dim_*', 'stg_desk__members+'];
    expect(problems({ verb: 'build', select: first }, { verb: 'build', select: then })).toEqual([]);
  });

  it('selects what there is', () => {
    expect(problems({ verb: 'build' }, { verb: 'build', select: ['finance.*', 'tag:nightly'] })).toEqual([
      'The run plan selects finance.*, which nothing is.',
      'The run plan selects tag:nightly, which nothing is.',
    ]);
  });

  it('may leave out raw data, and name what only dbt can tell', () => {
    expect(problems({ verb: 'build', exclude: ['config.schema:raw'] })).toEqual([]);
    expect(problems({ verb: 'build', select: ['state:modified+'] })).toEqual([]);
  });

  it('builds everything once at least', () => {
    expect(problems({ verb: 'build', exclude: ['fct_loans_by_day'] })).toEqual([
      'The run plan never builds the model fct_loans_by_day.',
    ]);
  });

  it('builds nothing before what it reads', () => {
    expect(problems({ verb: 'build', select: ['kpi.*'] }, { verb: 'build', exclude: ['kpi.*'] })).toEqual([
      expect.stringMatching(/builds fct_loans_by_day before fct_loans, which it reads/),
      expect.stringMatching(/builds fct_loans_by_day before dim_members, which it reads/),
    ]);
  });
});

describe('schedules', () => {
  const daily = { id: 'daily', title: 'Full refresh', cron: '0 3 * * *', full_refresh: true };
  const messages = (...schedules: (typeof daily)[]) =>
    checkRunPlan({ ...libraryScenario(), schedules }).map(({ message }) => message);

  it('have sound times and names of their own', () => {
    expect(messages(daily, { ...daily, id: 'hourly', cron: '0 8-18/4 * * mon-fri' })).toEqual([]);
    expect(messages(daily, { ...daily, cron: '0 25 * * *' })).toEqual([
      'There is already a schedule named daily.',
      'The hour “25” has to lie between 0 and 23.',
    ]);
  });
});
