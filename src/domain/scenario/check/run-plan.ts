import { cronProblem } from '../../build/cron.ts';
import { plannedCommands } from '../../run-plan/planned-commands.ts';
import { inOrder, scenarioGraph } from '../../run-plan/run-graph.ts';
import { isOfRaw, matching } from '../../run-plan/selection.ts';
import type { Scenario } from '../scenario.ts';
import { type Problem, repeated } from './problem.ts';

/** A run plan builds everything, each thing after what it reads, and its schedules can be kept. */
export function checkRunPlan(scenario: Scenario): Problem[] {
  return [...checkSelectors(scenario), ...checkOrder(scenario), ...checkSchedules(scenario)];
}

/** Where it can be told, a selector chooses something. */
function checkSelectors(scenario: Scenario): Problem[] {
  if (scenario.run_plan?.kind !== 'commands') return [];
  return scenario.run_plan.commands.flatMap(({ select = [], exclude = [] }, index) =>
    [...select, ...exclude].flatMap((selector) =>
      isOfRaw(scenario, selector) || matching(scenario, selector)?.size !== 0
        ? []
        : [{ path: `run_plan.commands[${index}]`, message: `The run plan selects ${selector}, which nothing is.` }],
    ),
  );
}

/** Everything is built once at least, and what it reads before it. Nothing is said where only dbt can tell what is built. */
function checkOrder(scenario: Scenario): Problem[] {
  const commands = plannedCommands(scenario) ?? [];
  if (commands.length === 0 || commands.some(({ builds }) => builds === undefined)) return [];
  const { nodes } = scenarioGraph(scenario);
  const positions = new Map<string, number>();
  for (const [position, { builds = [] }] of commands.entries()) {
    for (const name of builds) if (!positions.has(name)) positions.set(name, position);
  }
  return inOrder(nodes).flatMap(({ name, kind, parents }): Problem[] => {
    const position = positions.get(name);
    const isOf = kind === 'seed' ? 'reference seed' : kind;
    if (position === undefined)
      return [{ path: 'run_plan', message: `The run plan never builds the ${isOf} ${name}.` }];
    return parents
      .filter((parent) => (positions.get(parent) ?? -1) > position)
      .map((parent) => ({
        path: 'run_plan',
        message: `The run plan builds ${name} before ${parent}, which it reads.`,
      }));
  });
}

function checkSchedules({ schedules = [] }: Scenario): Problem[] {
  return [
    ...repeated(schedules.map(({ id }) => id)).map(({ value, position }) => ({
      path: `schedules[${position}]`,
      message: `There is already a schedule named ${value}.`,
    })),
    ...schedules.flatMap(({ cron }, index) => {
      const problem = cronProblem(cron);
      return problem === undefined ? [] : [{ path: `schedules[${index}].cron`, message: problem }];
    }),
  ];
}
