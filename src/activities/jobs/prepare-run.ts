import { jobCommands } from '../../domain/build/job.ts';
import type { StepContext } from '../as-step.ts';
import type { DbtActivities, RunInput } from '../contract.ts';
import { DbtProject } from '../dbt/dbt-project.ts';
import type { Dependencies } from '../dependencies.ts';
import { environmentOf, publishedFiles, workspaceOf } from './job-workspace.ts';

/** Checks out the run's branch beside a copy of the environment's database. */
export function prepareRun(
  deps: Dependencies,
): (input: RunInput, context: StepContext) => ReturnType<DbtActivities['prepareRun']> {
  return async (input, context) => {
    const environment = await environmentOf(deps, input);
    if (!environment) return undefined;
    const files = await publishedFiles(deps, input);
    const opened = await deps.environments.openRun(environment, input.runId);
    if (!opened) return undefined;
    const from =
      environment.current === null ? undefined : deps.environments.runFolder(environment, environment.current).database;
    await DbtProject.open({
      ...workspaceOf(deps, context, environment, input, files),
      ...(from === undefined ? {} : { from }),
    });
    return { commands: jobCommands(input.job, opened.state, input.subject).length };
  };
}
