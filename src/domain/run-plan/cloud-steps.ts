import { neverRaw, noUnitTests } from '../build/job.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { plannedCommands } from './planned-commands.ts';

/**
 * The steps of the production job in dbt Cloud by the scenario's plan; `undefined` where it has none. dbt Cloud installs
 * packages by itself and makes the docs by a setting. A red step there ends the run, so that one model a command becomes one
 * build: it alone goes on with what does not hang on a red model.
 */
export function cloudSteps(scenario: Scenario): string[] | undefined {
  const { run_plan: plan } = scenario;
  if (!plan) return undefined;
  if (plan.kind === 'by-model') return [shellLine(['build', ...neverRaw, ...noUnitTests])];
  return (plannedCommands(scenario) ?? []).flatMap(({ args }) => (args[0] === 'deps' ? [] : [shellLine(args)]));
}

/** As dbt Cloud reads it, and a shell: a selector with a wildcard in quotes. */
export function shellLine(args: readonly string[]): string {
  return ['dbt', ...args].map((word) => (/[*?[\]{}()&|;<>$ ]/.test(word) ? `'${word}'` : word)).join(' ');
}
