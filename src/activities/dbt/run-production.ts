import { existsSync } from 'node:fs';
import { failedNames } from '../../domain/rehearsal/promise.ts';
import { blockedByFailures } from '../../domain/run-plan/by-model.ts';
import { oneResult } from '../../domain/run-plan/one-result.ts';
import type { PlannedCommand } from '../../domain/run-plan/planned-command.ts';
import { plannedCommands } from '../../domain/run-plan/planned-commands.ts';
import type { RunGraph } from '../../domain/run-plan/run-graph.ts';
import type { Scenario } from '../../domain/scenario/scenario.ts';
import { fullRefresh, production } from './commands.ts';
import type { DbtProject } from './dbt-project.ts';
import { manifestGraph } from './manifest-graph.ts';
import { type CommandsOutcome, nothingRan } from './outcome.ts';

interface ProductionOptions {
  /** Commands that come first; the first red one of them is the outcome. */
  readonly first?: readonly (readonly string[])[];
  readonly fullRefresh?: boolean;
}

/** Runs production as its job does, by the scenario's plan where it has one: what its commands come to together. */
export async function runProduction(
  project: DbtProject,
  scenario: Scenario,
  { first = [], fullRefresh: whole = false }: ProductionOptions = {},
): Promise<CommandsOutcome> {
  if (!scenario.run_plan) return (await project.run([...first, whole ? fullRefresh : production])).at(-1) ?? nothingRan;
  const graph = scenario.run_plan.kind === 'by-model' ? await graphOf(project) : undefined;
  const planned = plannedCommands(scenario, { graph, fullRefresh: whole }) ?? [];
  if (first.length > 0) {
    const begun = await project.run(first);
    if (begun.length < first.length || !begun.every(({ succeeded }) => succeeded)) return begun.at(-1) ?? nothingRan;
  }
  return together(scenario, await runPlan(project, planned, graph));
}

async function graphOf(project: DbtProject): Promise<RunGraph> {
  const file = project.artifact('manifest.json');
  if (!existsSync(file)) await project.run([['parse', '--no-partial-parse']]);
  return manifestGraph(file);
}

/** Packages are in the project already; whatever is not left out runs in one process, up to a red command. */
async function runPlan(
  project: DbtProject,
  planned: readonly PlannedCommand[],
  graph: RunGraph | undefined,
): Promise<CommandsOutcome[]> {
  const all: CommandsOutcome[] = [];
  let open = [...planned.keys()].filter((position) => planned[position]?.args[0] !== 'deps');
  while (open.length > 0) {
    const ran = await project.run(open.map((position) => planned[position]?.args ?? []));
    all.push(...ran);
    const last = ran.at(-1);
    const at = open[ran.length - 1];
    if (!last || last.succeeded || at === undefined) return all;
    const blocked = new Set(leftOut(planned, at, last, graph));
    open = open.slice(ran.length).filter((position) => !blocked.has(position));
  }
  return all;
}

/**
 * Positions of the commands that a red one leaves out: one model a command leaves out what dbt would skip in one build, other
 * plans everything behind.
 */
export function leftOut(
  planned: readonly PlannedCommand[],
  position: number,
  { nodes }: Pick<CommandsOutcome, 'nodes'>,
  graph: RunGraph | undefined,
): readonly number[] {
  const failed = failedNames(nodes);
  if (!graph || failed.length === 0) return planned[position]?.blocks ?? [];
  return blockedByFailures(graph, planned, failed);
}

/** What several commands came to, as one. */
function together(scenario: Scenario, outcomes: readonly CommandsOutcome[]): CommandsOutcome {
  if (outcomes.length === 0) return nothingRan;
  const succeeded = outcomes.every((outcome) => outcome.succeeded);
  return {
    succeeded,
    nodes: oneResult(scenario, { succeeded, nodes: outcomes.flatMap(({ nodes }) => nodes) }),
    seconds: outcomes.reduce((total, { seconds }) => total + seconds, 0),
    log: outcomes.map(({ log }) => log).join('\n'),
    exception: outcomes.find(({ exception }) => exception !== null)?.exception ?? null,
  };
}
