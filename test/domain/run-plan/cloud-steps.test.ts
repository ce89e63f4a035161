import { expect, it } from 'vitest';
import { cloudJobs } from '../../../src/domain/build/cloud-jobs.ts';
import { cloudSteps } from '../../../src/domain/run-plan/cloud-steps.ts';
import { libraryScenario } from '../fixtures/library.ts';
import { plannedLibrary } from './planned-library.ts';

it('a plan’s commands are the steps in dbt Cloud, which installs packages by itself', () => {
  const commands = [
    { verb: 'deps' as const },
    { verb: 'seed' as const },
    { verb: 'build' as const, exclude: ['kpi.*'] },
    { verb: 'build' as const, select: ['kpi.*'] },
  ];
  expect(cloudSteps(plannedLibrary({ kind: 'commands', commands }))).toEqual([
    'dbt seed --exclude config.schema:raw',
    "dbt build --exclude config.schema:raw 'kpi.*' --exclude-resource-type unit_test",
    "dbt build --select 'kpi.*' --indirect-selection buildable --exclude config.schema:raw --exclude-resource-type unit_test",
  ]);
});

it('layers are steps, and single models one build, as a red step ends a run there', () => {
  expect(cloudSteps(plannedLibrary({ kind: 'by-layer' }))).toHaveLength(4);
  expect(cloudSteps(plannedLibrary({ kind: 'by-model' }))).toEqual(cloudJobs.production.commands);
  expect(cloudSteps(libraryScenario())).toBeUndefined();
});
