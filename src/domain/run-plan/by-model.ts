import type { PlannedCommand } from './planned-command.ts';
import { above, inOrder, type RunGraph } from './run-graph.ts';

/**
 * Reference seeds, then one command a model or snapshot in the order of the graph. A source's tests run before the first
 * model that reads it, and a test of several models with the last of them, so that all of dbt's tests run. What does not
 * hang on a command that comes to nothing goes on.
 */
export function byModel(graph: RunGraph, buildOf: (select: readonly string[]) => string[]): PlannedCommand[] {
  const seeds = graph.nodes.filter(({ kind }) => kind === 'seed').map(({ name }) => name);
  const nodes = inOrder(graph.nodes).filter(({ kind }) => kind !== 'seed');
  const known = new Set(graph.nodes.map(({ name }) => name));
  const seen = new Set<string>();
  const first: PlannedCommand[] = [
    { title: 'dbt deps', args: ['deps'], builds: [], blocks: [] },
    ...(seeds.length > 0
      ? [{ title: 'build reference seeds', args: buildOf(['resource_type:seed']), builds: seeds, blocks: [] }]
      : []),
  ];
  const commands = [
    ...first,
    ...nodes.map(({ name, kind, parents }): PlannedCommand => {
      const sources = parents.filter((parent) => !known.has(parent) && !seen.has(parent));
      for (const source of sources) seen.add(source);
      const select = [...sources.map((source) => `source:${source}`), name, ...testsBeside(graph, name, nodes)];
      return { title: `build ${kind} ${name}`, args: buildOf(select), builds: [name], blocks: [] };
    }),
  ];
  return commands.map((command, position) => ({
    ...command,
    blocks: position === 0 ? positionsAfter(commands, 0) : blockedBy(graph, commands, command.builds ?? []),
  }));
}

/** Tests of a node that dbt runs with no single one of the models that they read: they run with the last of them. */
function testsBeside(graph: RunGraph, name: string, nodes: RunGraph['nodes']): string[] {
  const order = nodes.map((node) => node.name);
  return graph.tests
    .filter(({ parents }) => {
      const models = parents.filter((parent) => order.includes(parent));
      const last = models.toSorted((a, b) => order.indexOf(a) - order.indexOf(b)).at(-1);
      const reads = above(graph, name);
      return last === name && models.some((model) => model !== name && !reads.has(model));
    })
    .map((test) => test.name);
}

/** Positions of the commands whose nodes hang on any of these. */
export function blockedBy(
  graph: RunGraph,
  commands: readonly Pick<PlannedCommand, 'builds'>[],
  names: readonly string[],
): number[] {
  return commands.flatMap(({ builds = [] }, position) =>
    builds.some((name) => names.some((one) => above(graph, name).has(one))) ? [position] : [],
  );
}

/**
 * Positions of the commands that dbt would have left out in one build, by what failed in a command: what hangs on a node,
 * or on everything that a test reads.
 */
export function blockedByFailures(
  graph: RunGraph,
  commands: readonly Pick<PlannedCommand, 'builds'>[],
  failed: readonly string[],
): number[] {
  const reads = new Map(graph.tests.map(({ name, parents }) => [name, parents]));
  return commands.flatMap(({ builds = [] }, position) =>
    builds.some((name) => {
      const hangsOn = above(graph, name);
      return failed.some((one) => (reads.get(one) ?? [one]).every((parent) => hangsOn.has(parent)));
    })
      ? [position]
      : [],
  );
}

function positionsAfter(commands: readonly unknown[], position: number): number[] {
  return commands.slice(position + 1).map((_, offset) => position + 1 + offset);
}
