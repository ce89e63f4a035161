import { testNames } from '../naming/test-names.ts';
import { expectedRed } from '../run-plan/expected-red.ts';
import type { Incident } from './incident.ts';
import type { Scenario } from './scenario.ts';

/**
 * A scenario whose run plan was edited, with what its incidents hold back under that plan: it follows from plan and
 * graph, and nobody should have to work it out by hand. A promise stays as it is where another plan makes a test never
 * run or leaves nothing to be protected, since only a person can say what is shown instead.
 */
export function promisesByPlan(edited: Scenario, before: Scenario): Scenario {
  if (JSON.stringify(edited.run_plan) === JSON.stringify(before.run_plan)) return edited;
  return { ...edited, incidents: edited.incidents.map((incident) => adapted(incident, edited)) };
}

function adapted(incident: Incident, scenario: Scenario): Incident {
  const { promise } = incident;
  const failing = testNames(scenario).filter(({ name }) => promise.fails.includes(name));
  const expected = failing.length === promise.fails.length ? expectedRed(scenario, failing) : undefined;
  const protects = promise.protects.filter((name) => expected?.skipped.includes(name));
  if (!expected || expected.unreached.length > 0 || protects.length === 0) return incident;
  return { ...incident, promise: { ...promise, skips: [...expected.skipped], protects } };
}
