import { expect, it } from 'vitest';
import { renamePieces } from '../../../src/domain/blueprint/rename-pieces.ts';
import { renameScenario } from '../../../src/domain/blueprint/rename-scenario.ts';
import { checkPieces } from '../../../src/domain/project/check/check-pieces.ts';
import { checkScenario } from '../../../src/domain/scenario/check/check-scenario.ts';
import { scenarioSchema } from '../../../src/domain/scenario/scenario.ts';
import { pipelinePieces, pipelineScenario } from '../fixtures/pipeline.ts';

const renames = [
  { from: 'branch', to: 'house' },
  { from: 'numbers', to: 'figures' },
  { from: 'fee', to: 'charge' },
];
const before = {
  ...pipelineScenario(({ incidents = [] }) => {
    // The second command does not run where the first one is red.
    for (const { promise } of incidents) promise.skips.push('dim_date');
  }),
  run_plan: {
    kind: 'commands',
    commands: [
      { verb: 'build', exclude: ['numbers.*'] },
      { verb: 'build', select: ['numbers.*'] },
    ],
  },
  schedules: [{ id: 'daily', title: 'Every day', cron: '0 6 * * *' }],
};
const scenario = renameScenario(scenarioSchema.parse(before), renames);

it('takes a rename through seeds, histories, macros, analyses, schemas and selectors', () => {
  expect(checkScenario(scenario)).toEqual([]);
  expect(checkPieces(scenario, renamePieces(pipelinePieces(), renames))).toEqual([]);
  expect(scenario.reference_seeds?.[0]?.grain).toEqual(['house']);
  expect(scenario.macros?.[0]).toMatchObject({ name: 'shared_charge', sql: 'coalesce({{ charge }}, 0) * {{ share }}' });
  expect(scenario.analyses?.[0]?.sql).toContain("{{ shared_charge('fct_loans.charge', 'charge_rules.share') }}");
  expect(scenario.marts.find(({ name }) => name === 'library_figures')?.schema).toBe('figures');
  expect(scenario.run_plan).toMatchObject({ commands: [{ exclude: ['figures.*'] }, { select: ['figures.*'] }] });
});

it('leaves the rows of a seed as they are', () => {
  expect(scenario.reference_seeds?.map(({ rows }) => rows)).toEqual(
    pipelineScenario().reference_seeds?.map(({ rows }) => rows),
  );
});
