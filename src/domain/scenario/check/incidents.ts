import { sourceId } from '../../naming/names.ts';
import { testNames } from '../../naming/test-names.ts';
import { expectedRed } from '../../run-plan/expected-red.ts';
import { ancestors, modelGraph } from '../graph.ts';
import type { Incident } from '../incident.ts';
import type { Scenario } from '../scenario.ts';
import type { Problem } from './problem.ts';

/**
 * An incident's promise can be kept: its tests stand on its source or staging, exactly those models are skipped that
 * dbt holds back, and a protected mart is one of them.
 */
export function checkIncidents(scenario: Scenario): Problem[] {
  return scenario.incidents.flatMap((incident, index) => checkPromise(incident, `incidents[${index}]`, scenario));
}

function checkPromise({ source, promise, title }: Incident, path: string, scenario: Scenario): Problem[] {
  const known = scenario.sources.some((one) => sourceId(one) === source);
  if (!known) return [{ path: `${path}.source`, message: `${title}: there is no source ${source}.` }];
  const graph = modelGraph(scenario);
  const tests = testNames(scenario);
  const failing = promise.fails.map((name) => ({ name, test: tests.find((test) => test.name === name) }));
  const problems: Problem[] = failing.flatMap(({ name, test }) => {
    if (!test) return [{ path: `${path}.promise.fails`, message: `${title}: there is no test ${name}.` }];
    if (test.layer !== 'source' && test.layer !== 'staging') {
      return [
        { path: `${path}.promise.fails`, message: `${title}: ${name} stands neither on a source nor on staging.` },
      ];
    }
    const touched = test.parents.some((parent) => parent === source || ancestors(graph, parent).has(source));
    return touched ? [] : [{ path: `${path}.promise.fails`, message: `${title}: ${name} does not read ${source}.` }];
  });
  if (problems.length > 0) return problems;

  const expected = expectedRed(
    scenario,
    failing.flatMap(({ test }) => (test ? [test] : [])),
  );
  if (!expected) return [];
  const { skipped, unreached } = expected;
  const never = failing.filter(
    ({ name, test }) => !unreached.includes(name) && test?.parents.some((parent) => skipped.includes(parent)),
  );
  const marts = new Set(scenario.marts.map(({ name }) => name));
  return [
    ...never.map(({ name }) => ({
      path: `${path}.promise.fails`,
      message: `${title}: ${name} never runs, because what it reads is skipped by another failing test.`,
    })),
    ...unreached.map((name) => ({
      path: `${path}.promise.fails`,
      message: `${title}: ${name} never runs, because an earlier command of the run plan is red by then.`,
    })),
    ...difference(skipped, promise.skips).map((name) => ({
      path: `${path}.promise.skips`,
      message: scenario.run_plan
        ? `${title}: ${name} is not built either, which the promise leaves out.`
        : `${title}: dbt skips ${name} too, which the promise leaves out.`,
    })),
    ...difference(promise.skips, skipped).map((name) => ({
      path: `${path}.promise.skips`,
      message: `${title}: dbt does not skip ${name}, since it does not hang on everything that a failing test reads.`,
    })),
    ...keeping(scenario)
      .filter(({ name }) => ancestors(graph, name).has(source) && !skipped.includes(name))
      .map(({ name, kind }) => ({
        path: `${path}.promise.fails`,
        message: `${title}: no failing test holds back ${name}, which is ${kind} and would keep the bad rows after mending.`,
      })),
    ...promise.protects
      .filter((name) => !marts.has(name) || !skipped.includes(name))
      .map((name) => ({
        path: `${path}.promise.protects`,
        message: `${title}: ${name} is not protected, since it is no mart that is skipped.`,
      })),
  ];
}

/** What is not built anew by each run. */
function keeping({ marts, snapshots = [] }: Scenario): { readonly name: string; readonly kind: string }[] {
  return [
    ...marts.flatMap(({ name, incremental }) => (incremental ? [{ name, kind: 'incremental' }] : [])),
    ...snapshots.map(({ name }) => ({ name, kind: 'a snapshot' })),
  ];
}

function difference(names: readonly string[], others: readonly string[]): string[] {
  return names.filter((name) => !others.includes(name));
}
