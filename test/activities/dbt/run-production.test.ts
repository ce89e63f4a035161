import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { load } from '../../../src/activities/dbt/commands.ts';
import { runProduction } from '../../../src/activities/dbt/run-production.ts';
import { firstBuild } from '../../../src/activities/rehearsal/first-build.ts';
import { openCopy, type Rehearsal } from '../../../src/activities/rehearsal/rehearsed-project.ts';
import { seedsOf } from '../../../src/activities/rehearsal/seeds-of.ts';
import { projectName, schemaName } from '../../../src/domain/naming/names.ts';
import { renderProject } from '../../../src/domain/project/render-project.ts';
import { failedNames, skippedModels } from '../../../src/domain/rehearsal/promise.ts';
import type { NodeResult } from '../../../src/domain/rehearsal/report.ts';
import type { RunPlan } from '../../../src/domain/scenario/run-plan.ts';
import { libraryInput, libraryScenario } from '../../domain/fixtures/library.ts';
import { type OpenBench, openBench } from '../rehearse-blueprint.ts';

let bench: OpenBench;
beforeAll(async () => {
  bench = await openBench();
  await bench.deps.dbt.version();
}, 60_000);
afterAll(() => bench.close());

const plans: Record<string, RunPlan | undefined> = {
  'one build': undefined,
  'by layer': { kind: 'by-layer' },
  'by model': { kind: 'by-model' },
  'its own commands': {
    kind: 'commands',
    commands: [{ verb: 'deps' }, { verb: 'build', exclude: ['marts'] }, { verb: 'build', select: ['tag:marts'] }],
  },
};

/** Day one built, then an incident landed and production run again, by a plan. */
async function built(name: string, run_plan: RunPlan | undefined) {
  const scenario = { ...libraryScenario(), ...(run_plan ? { run_plan } : {}) };
  const rehearsal: Rehearsal = {
    deps: bench.deps,
    context: { signal: new AbortController().signal, progress: () => {} },
    folder: join(bench.folder, name.replaceAll(' ', '-')),
    scenario,
    project: renderProject(libraryInput({ scenario }), bench.deps.template),
    profile: projectName('city_library'),
    productionSchema: schemaName('city_library', 'a1b2c3'),
    asOf: '2026-11-20',
  };
  const project = await openCopy(rehearsal, { name: 'production', title: 'Day one' });
  const checks = await firstBuild(project, scenario);
  await project.write(seedsOf(rehearsal.project, 'unknown-members-on-day-one'));
  const struck = await runProduction(project, scenario, { first: [load] });
  return { checks, struck };
}

/** What has rows or checks them: exposures and saved queries do nothing when they are built. */
function names(nodes: readonly NodeResult[]): string[] {
  return nodes.flatMap(({ type, uniqueId }) => (['model', 'test'].includes(type) ? [uniqueId] : [])).toSorted();
}

describe('production by its plan, with dbt', { timeout: 5 * 60_000 }, () => {
  const runs = new Map<string, Awaited<ReturnType<typeof built>>>();
  const whole = () => {
    const found = runs.get('one build');
    if (!found) throw new Error('one build has not run');
    return found;
  };

  test.each(Object.entries(plans))('%s: day one is green, by every model and every test', async (name, plan) => {
    const run = await built(name, plan);
    runs.set(name, run);
    expect(run.checks.filter(({ passed }) => !passed)).toEqual([]);
    const builtNodes = (checks: typeof run.checks) => names(checks.find(({ stage }) => stage === 'build')?.nodes ?? []);
    expect(builtNodes(run.checks)).toEqual(builtNodes(whole().checks));
  });

  test('one model a command leaves out what one build would have skipped', () => {
    const { struck } = runs.get('by model') ?? whole();
    expect(struck.succeeded).toBe(false);
    expect(failedNames(struck.nodes)).toEqual(['every_loan_has_a_member']);
    expect(skippedModels(struck.nodes)).toEqual(skippedModels(whole().struck.nodes));
    expect(skippedModels(struck.nodes)).not.toContain('dim_members');
    expect(struck.nodes.find(({ name }) => name === 'dim_members')?.status).toBe('success');
  });

  test.each(['by layer', 'its own commands'])('%s: what comes behind the red command counts as skipped', (name) => {
    const { struck } = runs.get(name) ?? whole();
    expect(failedNames(struck.nodes)).toEqual(['every_loan_has_a_member']);
    expect(skippedModels(struck.nodes)).toEqual([
      ...['dim_members', 'fct_loans', 'fct_loans_by_day', 'int_loans_with_books'],
    ]);
  });
});
