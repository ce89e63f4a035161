import { compareGreen } from '../../domain/rehearsal/promise.ts';
import type { Check } from '../../domain/rehearsal/report.ts';
import type { Scenario } from '../../domain/scenario/scenario.ts';
import { docs, load, production, strictParse, unitTests } from '../dbt/commands.ts';
import type { DbtProject } from '../dbt/dbt-project.ts';
import type { CommandsOutcome } from '../dbt/outcome.ts';
import { runProduction } from '../dbt/run-production.ts';
import { checkOf } from './check-of.ts';

const stages: {
  readonly stage: Check['stage'];
  readonly title: string;
  readonly args: readonly string[];
  readonly nodes: boolean;
}[] = [
  { stage: 'parse', title: 'Parses without deprecations', args: strictParse, nodes: false },
  { stage: 'load', title: 'Raw data of day one loads', args: load, nodes: true },
  { stage: 'build', title: 'Production builds green on day one', args: production, nodes: true },
  { stage: 'unit-tests', title: 'Unit tests pass', args: unitTests, nodes: true },
  { stage: 'docs', title: 'Docs are generated', args: docs, nodes: false },
];

/** From an empty database to a built day one, in one go where production is one command; the first red command ends it. */
export async function firstBuild(project: DbtProject, scenario: Scenario): Promise<Check[]> {
  const outcomes = scenario.run_plan
    ? await byPlan(project, scenario)
    : await project.run(stages.map(({ args }) => args));
  return outcomes.flatMap((outcome, index) => {
    const about = stages[index];
    if (!about) return [];
    const { stage, title, nodes } = about;
    const seen = outcome.succeeded ? 'no error' : 'failed';
    const comparison = nodes
      ? compareGreen(outcome.nodes, outcome.succeeded)
      : { passed: outcome.succeeded, promised: 'no error', seen };
    return [checkOf({ stage, subject: null, title }, comparison, outcome, project.files)];
  });
}

async function byPlan(project: DbtProject, scenario: Scenario): Promise<CommandsOutcome[]> {
  const before = stages.findIndex(({ stage }) => stage === 'build');
  const commands = stages.map(({ args }) => args);
  const loaded = await project.run(commands.slice(0, before));
  if (loaded.length < before || !loaded.every(({ succeeded }) => succeeded)) return loaded;
  const built = await runProduction(project, scenario);
  if (!built.succeeded) return [...loaded, built];
  return [...loaded, built, ...(await project.run(commands.slice(before + 1)))];
}
