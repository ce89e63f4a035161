import { neverRaw, noUnitTests } from '../build/job.ts';
import type { PlanCommand } from '../scenario/run-plan.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { byModel } from './by-model.ts';
import { layersOf } from './layers.ts';
import type { PlannedCommand } from './planned-command.ts';
import { type RunGraph, type RunNode, scenarioGraph } from './run-graph.ts';
import { selected } from './selection.ts';

export interface PlanOptions {
  /** What one model a command is ordered by: the manifest's graph, or else the scenario's. */
  readonly graph?: RunGraph | undefined;
  /** Builds everything from nothing. */
  readonly fullRefresh?: boolean | undefined;
}

/**
 * The commands by which production is run, in order, without the docs that come last; `undefined` where a scenario has no
 * plan, and one `dbt build` does it all. A build of a part runs each test once all that it reads is there.
 */
export function plannedCommands(scenario: Scenario, options: PlanOptions = {}): PlannedCommand[] | undefined {
  const { run_plan: plan } = scenario;
  if (!plan) return undefined;
  const graph = options.graph ?? scenarioGraph(scenario);
  const whole = options.fullRefresh ? ['--full-refresh'] : [];
  switch (plan.kind) {
    case 'commands':
      return stopping(plan.commands.map((command) => teamsOwn(command, scenario, whole)));
    case 'by-layer':
      return stopping([
        { title: 'dbt deps', args: ['deps'], builds: [] },
        ...layersOf(scenario).map(({ title, select, builds }) => ({
          title: `build ${title}`,
          args: buildOf(select, [], whole),
          builds,
        })),
      ]);
    case 'by-model':
      return byModel(graph, (select) => buildOf(select, [], whole));
  }
}

/** Each command stops those behind it. */
function stopping(commands: readonly Omit<PlannedCommand, 'blocks'>[]): PlannedCommand[] {
  return commands.map((command, position) => ({
    ...command,
    blocks: commands.slice(position + 1).map((_, offset) => position + 1 + offset),
  }));
}

function teamsOwn(command: PlanCommand, scenario: Scenario, whole: readonly string[]): Omit<PlannedCommand, 'blocks'> {
  const { verb, select = [], exclude = [] } = command;
  const words = [...select, ...(exclude.length > 0 ? ['without', ...exclude] : [])];
  const title = [`dbt ${verb}`, ...words].join(' ');
  if (verb === 'deps') return { title, args: ['deps'], builds: [] };
  const builds = builtBy(command, scenario);
  if (verb === 'build') return { title, args: buildOf(select, exclude, whole), builds };
  const chosen = select.length > 0 ? ['--select', ...select] : [];
  if (verb === 'seed') return { title, args: ['seed', ...chosen, ...neverRaw, ...exclude, ...whole], builds };
  return { title, args: ['snapshot', ...chosen, ...(exclude.length > 0 ? ['--exclude', ...exclude] : [])], builds };
}

function buildOf(select: readonly string[], exclude: readonly string[], whole: readonly string[]): string[] {
  const part = select.length > 0 ? ['--select', ...select, '--indirect-selection', 'buildable'] : [];
  return ['build', ...part, ...neverRaw, ...exclude, ...noUnitTests, ...whole];
}

const kindsOf: Readonly<Record<PlanCommand['verb'], readonly RunNode['kind'][]>> = {
  deps: [],
  seed: ['seed'],
  snapshot: ['snapshot'],
  build: ['seed', 'model', 'snapshot'],
};

function builtBy({ verb, select, exclude }: PlanCommand, scenario: Scenario): string[] | undefined {
  const kinds = kindsOf[verb];
  const taken = select === undefined ? undefined : selected(scenario, select);
  const left = exclude === undefined ? new Set<string>() : selected(scenario, exclude);
  if ((select !== undefined && taken === undefined) || left === undefined) return undefined;
  return scenarioGraph(scenario)
    .nodes.filter(({ name, kind }) => kinds.includes(kind) && (taken?.has(name) ?? true) && !left.has(name))
    .map(({ name }) => name);
}
