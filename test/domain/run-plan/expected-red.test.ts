import { describe, expect, it } from 'vitest';
import { testNames } from '../../../src/domain/naming/test-names.ts';
import type { NodeResult } from '../../../src/domain/rehearsal/report.ts';
import { expectedRed } from '../../../src/domain/run-plan/expected-red.ts';
import { oneResult } from '../../../src/domain/run-plan/one-result.ts';
import { checkScenario } from '../../../src/domain/scenario/check/check-scenario.ts';
import type { Scenario } from '../../../src/domain/scenario/scenario.ts';
import { libraryScenario } from '../fixtures/library.ts';
import { plannedLibrary } from './planned-library.ts';

function red(scenario: Scenario, ...failing: readonly string[]) {
  return expectedRed(
    scenario,
    testNames(scenario).filter(({ name }) => failing.includes(name)),
  );
}

const heldBack = ['int_loans_with_books', 'fct_loans', 'fct_loans_by_day'];

describe('what a failing test holds back', () => {
  it('is what hangs on all that it reads, in one build and one model a command', () => {
    expect(red(libraryScenario(), 'every_loan_has_a_member')?.skipped).toEqual(heldBack);
    expect(red(plannedLibrary({ kind: 'by-model' }), 'every_loan_has_a_member')?.skipped).toEqual(heldBack);
  });

  it('is everything behind the layer, where a red one stops the plan', () => {
    expect(red(plannedLibrary({ kind: 'by-layer' }), 'every_loan_has_a_member')).toEqual({
      skipped: ['int_loans_with_books', 'fct_loans', 'dim_members', 'fct_loans_by_day'],
      unreached: [],
    });
  });

  it('leaves out tests that only a later command would have run', () => {
    const scenario = plannedLibrary({ kind: 'by-layer' });
    expect(red(scenario, 'every_loan_has_a_member', 'no_fee_is_negative')?.unreached).toEqual(['no_fee_is_negative']);
  });

  it('cannot be told where only dbt knows what a command builds', () => {
    const commands = [{ verb: 'build' as const, select: ['state:modified'] }];
    expect(red(plannedLibrary({ kind: 'commands', commands }), 'every_loan_has_a_member')).toBeUndefined();
  });

  it('is what an incident of a planned scenario has to promise', () => {
    const scenario = plannedLibrary({ kind: 'by-layer' });
    expect(checkScenario(scenario).map(({ message }) => message)).toEqual([
      expect.stringMatching(/dim_members is not built either, which the promise leaves out/),
    ]);
    scenario.incidents[0]?.promise.skips.push('dim_members');
    expect(checkScenario(scenario)).toEqual([]);
  });
});

function node(uniqueId: string, status: string): NodeResult {
  const [type = '', , name = ''] = uniqueId.split('.');
  return { uniqueId, name, type, status, failures: null, message: null, seconds: 1 };
}

describe('the results of several commands', () => {
  const scenario = plannedLibrary({ kind: 'by-layer' });

  it('are one, in which a failure stands', () => {
    const nodes = [node('test.library.t', 'fail'), node('test.library.t', 'pass'), node('model.library.m', 'success')];
    expect(oneResult(scenario, { succeeded: true, nodes }).map(({ status }) => status)).toEqual(['fail', 'success']);
  });

  it('count as skipped what a red run never came to', () => {
    const nodes = [node('model.library.stg_desk__loans', 'success'), node('test.library.t', 'fail')];
    const skipped = oneResult(scenario, { succeeded: false, nodes }).filter(({ status }) => status === 'skipped');
    expect(skipped.map(({ name }) => name)).toContain('dim_members');
    expect(skipped.map(({ name }) => name)).not.toContain('stg_desk__loans');
    expect(skipped[0]?.uniqueId).toMatch(/^model\.library\./);
  });

  it('stand as they are where there is no plan', () => {
    const nodes = [node('test.library.t', 'fail')];
    expect(oneResult(libraryScenario(), { succeeded: false, nodes })).toBe(nodes);
  });
});
