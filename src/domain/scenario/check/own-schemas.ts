import { ancestors, modelGraph } from '../graph.ts';
import { layerOf, ownSchemas, usualMarts } from '../layers.ts';
import type { Scenario } from '../scenario.ts';
import type { Problem } from './problem.ts';

/** Marts with a schema of their own are layers behind the usual marts, which can be built one after another. */
export function checkOwnSchemas(scenario: Scenario): Problem[] {
  const graph = modelGraph(scenario);
  const layers = new Map(scenario.marts.map((mart) => [mart.name, layerOf(mart)]));
  const reads = scenario.marts.flatMap((mart, index) =>
    [...ancestors(graph, mart.name)].flatMap((read) => {
      const from = layers.get(read);
      const to = layerOf(mart);
      return from === undefined || from === to ? [] : [{ index, name: mart.name, read, from, to }];
    }),
  );
  return [
    ...reads
      .filter(({ to }) => to === usualMarts)
      .map(({ index, name, read, from }) => ({
        path: `marts[${index}].inputs`,
        message: `${name} reads ${read}, which is built later, in the schema ${from}.`,
      })),
    ...reads
      .filter(({ from, to }) => to !== usualMarts && reads.some((back) => back.from === to && back.to === from))
      .map(({ index, name, read, from, to }) => ({
        path: `marts[${index}].inputs`,
        message: `${name} reads ${read}, but the schemas ${from} and ${to} read each other: neither can be built first.`,
      })),
    ...clashes(scenario),
  ];
}

/** A pull request's schema is named after its change: `…_ci_new_kpi` must not be the schema kpi of the change `new`. */
function clashes(scenario: Scenario): Problem[] {
  const ids = scenario.changes.map(({ id }) => id.replaceAll('-', '_'));
  return ownSchemas(scenario).flatMap((schema) =>
    scenario.changes.flatMap(({ id, title }, index) =>
      ids.some((other) => `${other}_${schema}` === id.replaceAll('-', '_'))
        ? [
            {
              path: `changes[${index}].id`,
              message: `${title}: its id ends with the schema ${schema}; call it otherwise.`,
            },
          ]
        : [],
    ),
  );
}
