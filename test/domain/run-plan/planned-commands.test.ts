import { describe, expect, it } from 'vitest';
import { plannedCommands } from '../../../src/domain/run-plan/planned-commands.ts';
import type { Scenario } from '../../../src/domain/scenario/scenario.ts';
import { libraryScenario } from '../fixtures/library.ts';
import { branches, followed, plannedLibrary } from './planned-library.ts';

/** What is typed behind `dbt`, one line a command. */
function lines(scenario: Scenario, options = {}): string[] {
  return (plannedCommands(scenario, options) ?? []).map(({ args }) => args.join(' '));
}

// The types of the fixtures are readonly; a scenario's lists are not.
const pipeline = (input: string): Partial<Scenario> =>
  structuredClone({ reference_seeds: [branches], snapshots: [followed(input)] }) as unknown as Partial<Scenario>;

const raw = '--exclude config.schema:raw';
const noUnits = '--exclude-resource-type unit_test';

it('a scenario without a plan has no planned commands', () => {
  expect(plannedCommands(libraryScenario())).toBeUndefined();
});

describe('the team’s own commands', () => {
  const scenario = plannedLibrary({
    kind: 'commands',
    commands: [
      { verb: 'deps' },
      { verb: 'seed' },
      { verb: 'build', exclude: ['kpi.*'] },
      { verb: 'build', select: ['kpi.*'] },
    ],
  });

  it('stand in their order, and never load raw data or run unit tests', () => {
    expect(lines(scenario)).toEqual([
      'deps',
      `seed ${raw}`,
      `build ${raw} kpi.* ${noUnits}`,
      `build --select kpi.* --indirect-selection buildable ${raw} ${noUnits}`,
    ]);
  });

  it('build everything from nothing where that is asked', () => {
    expect(lines(scenario, { fullRefresh: true }).map((line) => line.endsWith('--full-refresh'))).toEqual([
      false,
      true,
      true,
      true,
    ]);
  });

  it('know what they build, and stop what comes behind', () => {
    const commands = plannedCommands(scenario) ?? [];
    expect(commands.at(-1)?.builds).toEqual(['fct_loans_by_day']);
    expect(commands.at(-2)?.builds).not.toContain('fct_loans_by_day');
    expect(commands.map(({ blocks }) => blocks)).toEqual([[1, 2, 3], [2, 3], [3], []]);
  });
});

describe('by layer', () => {
  const layers = (more: Partial<Scenario>) =>
    (plannedCommands(plannedLibrary({ kind: 'by-layer' }, more)) ?? []).map(({ title }) => title);

  it('builds a layer a command, an own schema last', () => {
    expect(layers({})).toEqual(['dbt deps', 'build staging', 'build intermediate', 'build marts', 'build kpi']);
  });

  it('builds reference seeds first, and a snapshot behind what it reads', () => {
    expect(layers(pipeline('stg_desk__members'))).toEqual([
      ...['dbt deps', 'build reference seeds', 'build staging', 'build intermediate', 'build snapshots', 'build marts'],
      'build kpi',
    ]);
    expect(layers(pipeline('dim_members'))).toEqual([
      ...['dbt deps', 'build reference seeds', 'build staging', 'build intermediate', 'build marts', 'build kpi'],
      'build members_over_time',
    ]);
  });
});

describe('by model', () => {
  const commands = plannedCommands(plannedLibrary({ kind: 'by-model' }, pipeline('dim_members'))) ?? [];
  const position = (name: string) => commands.findIndex(({ builds }) => builds?.includes(name));

  it('builds each node by a command of its own, behind what it reads', () => {
    expect(commands.flatMap(({ builds }) => builds).toSorted()).toEqual([
      ...['branches', 'dim_members', 'fct_loans', 'fct_loans_by_day', 'int_loans_with_books', 'members_over_time'],
      ...['stg_catalogue__books', 'stg_desk__loans', 'stg_desk__members'],
    ]);
    expect(position('members_over_time')).toBeGreaterThan(position('dim_members'));
    expect(position('fct_loans_by_day')).toBeGreaterThan(position('fct_loans'));
    expect(commands[1]?.title).toBe('build reference seeds');
  });

  it('runs a source’s tests with the first model that reads it, and a test of two models with the last', () => {
    expect(commands[position('stg_desk__loans')]?.args).toContain('source:desk.loans');
    const last = Math.max(position('stg_desk__loans'), position('stg_desk__members'));
    expect(commands[last]?.args).toContain('every_loan_has_a_member');
    // One reads the other: dbt runs the test with it by itself.
    expect(commands[position('fct_loans_by_day')]?.args).not.toContain('loans_by_day_add_up');
  });

  it('leaves out only what hangs on a model that comes to nothing', () => {
    expect(commands[position('dim_members')]?.blocks.toSorted()).toEqual(
      [position('fct_loans_by_day'), position('members_over_time')].toSorted(),
    );
    expect(commands[0]?.blocks).toHaveLength(commands.length - 1);
  });
});
