import { existsSync } from 'node:fs';
import { jobCommands } from '../../domain/build/job.ts';
import type { RunGraph } from '../../domain/run-plan/run-graph.ts';
import type { Scenario } from '../../domain/scenario/scenario.ts';
import type { Environment } from '../../integrations/platform/local/environment.ts';
import type { RunFolder } from '../../integrations/platform/local/environments.ts';
import type { StepContext } from '../as-step.ts';
import type { DbtActivities, PreparedRun, RunInput } from '../contract.ts';
import { DbtProject } from '../dbt/dbt-project.ts';
import { manifestGraph } from '../dbt/manifest-graph.ts';
import type { CommandsOutcome } from '../dbt/outcome.ts';
import type { Dependencies } from '../dependencies.ts';
import { type StoppedRun, stoppedRun, takeOver } from './go-on.ts';
import { environmentOf, publishedFiles, workspaceOf } from './job-workspace.ts';
import { keepOutcome } from './outcomes.ts';
import { keepPlanned, type PlannedRun, plannedRun, scenarioOf } from './run-commands.ts';

/** Checks out the run's branch beside a copy of the environment's database, or of that of the run that it goes on from. */
export function prepareRun(
  deps: Dependencies,
): (input: RunInput, context: StepContext) => ReturnType<DbtActivities['prepareRun']> {
  return async (input, context) => {
    const environment = await environmentOf(deps, input);
    if (!environment) return undefined;
    const files = await publishedFiles(deps, input);
    const scenario = input.job === 'production' ? await scenarioOf(deps, environment.project) : undefined;
    const stopped = scenario?.run_plan && (await stoppedRun(deps.environments, environment, input, files));
    const opened = await deps.environments.openRun(environment, input.runId);
    if (!opened) return undefined;
    const from =
      stopped && existsSync(stopped.folder.database) ? stopped.folder.database : currentDatabase(deps, environment);
    const project = await DbtProject.open({
      ...workspaceOf(deps, context, environment, input, files),
      ...(from === undefined ? {} : { from }),
    });
    if (scenario?.run_plan) return byPlan(project, scenario, input, opened, stopped);
    return { commands: jobCommands(input.job, opened.state, input.subject).length };
  };
}

function currentDatabase({ environments }: Dependencies, environment: Environment): string | undefined {
  const { current } = environment;
  return current === null ? undefined : environments.runFolder(environment, current).database;
}

async function byPlan(
  project: DbtProject,
  scenario: Scenario,
  input: RunInput,
  { path }: RunFolder,
  stopped: StoppedRun | undefined,
): Promise<PreparedRun> {
  const done = stopped ? await takeOver(stopped, path) : [];
  const asked: Asked = stopped ? {} : await askDbt(project, scenario);
  const planned = stopped?.planned ?? plannedRun(scenario, input, project.files, asked.graph);
  const installed = await keepInstalled(path, planned, asked);
  // Kept last: a run that has it is one that can be gone on with.
  await keepPlanned(path, planned);
  return {
    commands: planned.commands.length,
    steps: planned.commands.map(({ title, blocks }, position) => ({
      ...{ title, blocks },
      ...(done.includes(position) ? { done: true } : {}),
      ...(installed?.position === position ? { done: true, seconds: installed.seconds } : {}),
    })),
  };
}

/** What was learned of the project before its plan was made, and what that took. */
interface Asked {
  readonly graph?: RunGraph;
  /** What `dbt deps` came to: without packages nothing can be parsed. */
  readonly deps?: CommandsOutcome;
}

/** What dbt knows of the project is asked only where each model is a command; of one that cannot be parsed it knows nothing. */
async function askDbt(project: DbtProject, scenario: Scenario): Promise<Asked> {
  if (scenario.run_plan?.kind !== 'by-model') return {};
  const [deps] = await project.run([['deps']]);
  await project.run([['parse', '--no-partial-parse']]);
  const file = project.artifact('manifest.json');
  return { ...(deps ? { deps } : {}), ...(existsSync(file) ? { graph: await manifestGraph(file) } : {}) };
}

/** Packages that are there already are not installed again: the plan's own command is done. A red one is run, and seen. */
async function keepInstalled(path: string, { commands }: PlannedRun, { deps }: Asked) {
  const position = commands.findIndex(({ args }) => args[0] === 'deps');
  if (!deps?.succeeded || position < 0) return undefined;
  await keepOutcome(path, position, deps);
  return { position, seconds: deps.seconds };
}
