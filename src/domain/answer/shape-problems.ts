import { checkIncidents } from '../scenario/check/incidents.ts';
import type { Problem } from '../scenario/check/problem.ts';
import { type Scenario, scenarioSchema } from '../scenario/scenario.ts';

/** What is computed from the tests that an incident is to fail, and in no answer. */
const computed = /^incidents\.\d+\.promise\.(skips|protects)(\.|$)/;

/**
 * Where a scenario made of answers does not have a scenario's shape. What is computed is wrong for what was answered, so
 * that is what is named.
 */
export function shapeProblems(scenario: Scenario): Problem[] {
  const read = scenarioSchema.safeParse(scenario);
  const issues = (read.error?.issues ?? []).map(({ path, message }) => ({ path: path.join('.'), message }));
  const own = issues.filter(({ path }) => !computed.test(path));
  if (own.length === issues.length) return own;
  const promises = checkIncidents(scenario);
  return promises.length > 0 ? [...own, ...promises] : issues;
}
