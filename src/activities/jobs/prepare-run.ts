import { existsSync } from 'node:fs';
import { jobCommands } from '../../domain/build/job.ts';
import type { Scenario } from '../../domain/scenario/scenario.ts';
import type { Environment } from '../../integrations/platform/local/environment.ts';
import type { RunFolder } from '../../integrations/platform/local/environments.ts';
import type { StepContext } from '../as-step.ts';
import type { DbtActivities, PreparedRun, RunInput } from '../contract.ts';
import { DbtProject } from '../dbt/dbt-project.ts';
import { manifestGraph } from '../dbt/manifest-graph.ts';
import type { Dependencies } from '../dependencies.ts';
import { type StoppedRun, stoppedRun, takeOver } from './go-on.ts';
import { environmentOf, publishedFiles, workspaceOf } from './job-workspace.ts';
import { keepPlanned, plannedRun, scenarioOf } from './run-commands.ts';

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
  const planned = stopped?.planned ?? plannedRun(scenario, input, project.files, await graphOf(project, scenario));
  // Kept last: a run that has it is one that can be gone on with.
  await keepPlanned(path, planned);
  return {
    commands: planned.commands.length,
    steps: planned.commands.map(({ title, blocks }, position) => ({
      ...{ title, blocks },
      ...(done.includes(position) ? { done: true } : {}),
    })),
  };
}

/** What dbt knows of the project is asked only where each model is a command; of one that cannot be parsed it knows nothing. */
async function graphOf(project: DbtProject, scenario: Scenario) {
  if (scenario.run_plan?.kind !== 'by-model') return undefined;
  await project.run([['deps']]);
  await project.run([['parse', '--no-partial-parse']]);
  const file = project.artifact('manifest.json');
  return existsSync(file) ? manifestGraph(file) : undefined;
}
