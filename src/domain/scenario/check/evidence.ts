import { testNames } from '../../naming/test-names.ts';
import type { Evidence } from '../demonstration.ts';
import { modelGraph } from '../graph.ts';
import type { Scenario } from '../scenario.ts';
import type { Problem } from './problem.ts';

/** Whatever a demonstration or the talk track points to is there; unit tests come with the SQL and are checked there. */
export function checkEvidence(scenario: Scenario): Problem[] {
  return evidenceOf(scenario).flatMap(({ path, shown }) =>
    exists(shown, scenario)
      ? []
      : [{ path, message: `There is no ${shown.kind.replace('_', ' ')} ${shown.name} to show.` }],
  );
}

/** Every piece of evidence of a scenario, with its place. */
export function evidenceOf(scenario: Scenario): { readonly path: string; readonly shown: Evidence }[] {
  const of = (shows: readonly Evidence[], path: string) =>
    shows.map((shown, position) => ({ path: `${path}.shows[${position}]`, shown }));
  return [
    ...scenario.demonstrations.flatMap(({ shows }, index) => of(shows, `demonstrations[${index}]`)),
    ...scenario.talk_track.flow.flatMap(({ shows }, index) => of(shows, `talk_track.flow[${index}]`)),
  ];
}

function exists({ kind, name }: Evidence, scenario: Scenario): boolean {
  const layer = scenario.semantic_layer;
  switch (kind) {
    case 'model':
      return modelGraph(scenario).has(name);
    case 'test':
      return testNames(scenario).some((test) => test.name === name);
    case 'metric':
      return layer?.metrics.some((metric) => metric.name === name) ?? false;
    case 'saved_query':
      return layer?.saved_queries.some((query) => query.name === name) ?? false;
    case 'exposure':
      return scenario.exposures.some((exposure) => exposure.name === name);
    case 'incident':
      return scenario.incidents.some(({ id }) => id === name);
    case 'change':
      return scenario.changes.some(({ id }) => id === name);
    case 'unit_test':
    case 'feature':
      return true;
  }
}
