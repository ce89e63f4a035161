import { describe, expect, it } from 'vitest';
import { judgeRun } from '../../../src/domain/rehearsal/judge-run.ts';
import type { NodeResult } from '../../../src/domain/rehearsal/report.ts';
import { libraryScenario } from '../fixtures/library.ts';

const scenario = libraryScenario();
const node = (name: string, status: string, type = 'model'): NodeResult => ({
  ...{ uniqueId: `${type}.${name}`, name, type, status },
  ...{ failures: null, message: null, seconds: 1 },
});
const landed = 'unknown-members-on-next-day';
const promisedRed = [
  node('every_loan_has_a_member', 'fail', 'test'),
  ...['int_loans_with_books', 'fct_loans', 'fct_loans_by_day'].map((name) => node(name, 'skipped')),
];

describe('a production run after an incident', () => {
  it('keeps the promise when exactly what was promised fails and is skipped', () => {
    const run = { job: 'production', succeeded: false, landed } as const;
    expect(judgeRun(scenario, { ...run, nodes: promisedRed }).passed).toBe(true);
    const built = promisedRed.map((each) => (each.name === 'fct_loans' ? node('fct_loans', 'success') : each));
    expect(judgeRun(scenario, { ...run, nodes: built })).toMatchObject({
      passed: false,
      seen: 'every_loan_has_a_member fails; fct_loans_by_day, int_loans_with_books skipped',
    });
  });

  it('does not keep it when it broke off before any node', () => {
    const run = { job: 'production', succeeded: false, landed, nodes: [], failedAt: 'Clone git repository' } as const;
    expect(judgeRun(scenario, run)).toMatchObject({ passed: false, seen: 'red: Clone git repository' });
  });
});

it('a load of an incident is to be green: it only brings the rows in', () => {
  const run = { job: 'load', subject: landed, landed, nodes: [node('raw_desk__loans', 'success', 'seed')] } as const;
  expect(judgeRun(scenario, { ...run, succeeded: true })).toMatchObject({ passed: true, promised: 'green' });
});

it('a run that failed after all its nodes says where', () => {
  const run = { job: 'production', landed: 'day-one', nodes: [node('fct_loans', 'success')] } as const;
  expect(judgeRun(scenario, { ...run, succeeded: false, failedAt: 'dbt docs generate' })).toEqual({
    passed: false,
    promised: 'green',
    seen: 'red: dbt docs generate',
  });
});

it('a CI run is judged by its change’s promise', () => {
  const run = { job: 'ci', subject: 'count-as-text', landed: null, succeeded: false } as const;
  expect(judgeRun(scenario, { ...run, nodes: [node('fct_loans_by_day', 'error')] }).passed).toBe(true);
  expect(judgeRun(scenario, { ...run, nodes: [node('fct_loans', 'error')] })).toMatchObject({
    passed: false,
    promised: 'red: fct_loans_by_day',
    seen: 'red: fct_loans',
  });
});
