import { expect, test } from 'vitest';
import { root } from '../../../src/config.ts';
import { checkScenario } from '../../../src/domain/scenario/check/check-scenario.ts';
import { promisesByPlan } from '../../../src/domain/scenario/promises-by-plan.ts';
import type { RunPlan } from '../../../src/domain/scenario/run-plan.ts';
import { loadBlueprint } from '../../../src/integrations/ai/builtin/load-blueprint.ts';

const { scenario } = await loadBlueprint(`${root}/blueprints/customer-360`);

test.each<RunPlan['kind'] | 'none'>(['by-model', 'none'])('another run plan takes the promises along: %s', (kind) => {
  const { run_plan: before, ...unplanned } = scenario;
  expect(before?.kind).toBe('by-layer');
  const edited = kind === 'by-model' ? { ...unplanned, run_plan: { kind } } : unplanned;
  const problems = checkScenario(edited).map(({ path }) => path);
  expect(problems).toContain('incidents[0].promise.skips');
  const adapted = promisesByPlan(edited, scenario);
  expect(checkScenario(adapted)).toEqual([]);
  // Where each layer waits for the one before, more is left out than what hangs on the failure.
  const [, spelled] = adapted.incidents;
  expect(spelled?.promise.skips).toContain('agg_monthly_acquisition');
  expect(spelled?.promise.skips).not.toContain('fct_orders');
  const back = promisesByPlan({ ...adapted, run_plan: { kind: 'by-layer' } }, adapted);
  const skips = ({ incidents }: typeof scenario) => incidents.map(({ promise }) => promise.skips.toSorted());
  expect(skips(back)).toEqual(skips(scenario));
});

test('promises are a person’s own where the plan stays, or where only a person can say what is shown', () => {
  const [first, ...others] = scenario.incidents;
  if (!first) throw new Error('no incident');
  const wrong = { ...first, promise: { ...first.promise, skips: ['fct_orders'] } };
  const mistaken = { ...scenario, incidents: [wrong, ...others] };
  expect(promisesByPlan(mistaken, scenario)).toBe(mistaken);
  const unknown = { ...first, promise: { ...first.promise, fails: ['no_such_test'] } };
  const planned = { ...scenario, run_plan: { kind: 'by-model' as const }, incidents: [unknown, ...others] };
  expect(promisesByPlan(planned, scenario).incidents[0]).toEqual(unknown);
});
