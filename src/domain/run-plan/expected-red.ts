import { modelGraph, skippedBy } from '../scenario/graph.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { PlannedCommand } from './planned-command.ts';
import { plannedCommands } from './planned-commands.ts';
import { scenarioGraph } from './run-graph.ts';

/** What a production run comes to when tests fail. */
export interface ExpectedRed {
  /** Models, snapshots and reference seeds that do not come to be built, in the order of the graph. */
  readonly skipped: readonly string[];
  /** Tests that never run, as the run stops before. */
  readonly unreached: readonly string[];
}

interface Failing {
  readonly name: string;
  readonly parents: readonly string[];
}

/**
 * What failing tests hold back. In one build, and one model a command, it is what hangs on all that a test reads; where a red
 * command stops the plan, everything behind it too. `undefined` where only dbt can tell what the plan's commands build.
 */
export function expectedRed(scenario: Scenario, failing: readonly Failing[]): ExpectedRed | undefined {
  const graph = modelGraph(scenario);
  const inOneBuild = { skipped: skippedBy(graph, parentsOf(failing)), unreached: [] };
  if (!scenario.run_plan || scenario.run_plan.kind === 'by-model') return inOneBuild;
  const commands = plannedCommands(scenario) ?? [];
  if (commands.some(({ builds }) => builds === undefined)) return undefined;
  const placed = failing.map((test) => ({ test, position: positionOf(test, commands, scenario) }));
  const red = Math.min(...placed.map(({ position }) => position));
  const ran = placed.filter(({ position }) => position === red).map(({ test }) => test);
  const built = new Set(commands.slice(0, red).flatMap(({ builds = [] }) => builds));
  const ofThis = new Set(commands[red]?.builds);
  const heldBack = new Set(skippedBy(graph, parentsOf(ran)));
  return {
    skipped: [...graph.keys()].filter((name) => !built.has(name) && (!ofThis.has(name) || heldBack.has(name))),
    unreached: placed.filter(({ position }) => position > red).map(({ test }) => test.name),
  };
}

/** The first command by which everything is built that a test reads; of a source, with the first model that reads it. */
function positionOf({ parents }: Failing, commands: readonly PlannedCommand[], scenario: Scenario): number {
  const { nodes } = scenarioGraph(scenario);
  const known = new Set(nodes.map(({ name }) => name));
  const first = (names: readonly string[]) => {
    const position = commands.findIndex(({ builds = [] }) => builds.some((name) => names.includes(name)));
    return position < 0 ? commands.length : position;
  };
  return Math.max(
    ...parents.map((parent) =>
      first(
        known.has(parent) ? [parent] : nodes.filter((node) => node.parents.includes(parent)).map(({ name }) => name),
      ),
    ),
  );
}

function parentsOf(failing: readonly Failing[]): (readonly string[])[] {
  return failing.map(({ parents }) => parents);
}
