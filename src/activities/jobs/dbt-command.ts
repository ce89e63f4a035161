import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { jobCommands } from '../../domain/build/job.ts';
import type { StepContext } from '../as-step.ts';
import type { DbtActivities, RunInput } from '../contract.ts';
import { DbtProject } from '../dbt/dbt-project.ts';
import { nothingRan } from '../dbt/outcome.ts';
import type { Dependencies } from '../dependencies.ts';
import { StepError } from '../step-error.ts';
import { environmentOf, workspaceOf } from './job-workspace.ts';

/** Where a command's outcome waits for the end of its run. */
export function outcomeFile(runPath: string, command: number): string {
  return join(runPath, 'outcomes', `${command}.json`);
}

/** Runs one dbt command of a job and keeps its outcome with the run; a red one is an outcome, not a failure. */
export function dbtCommand(
  deps: Dependencies,
): (
  input: RunInput & { readonly command: number },
  context: StepContext,
) => ReturnType<DbtActivities['runDbtCommand']> {
  return async (input, context) => {
    const environment = await environmentOf(deps, input);
    if (!environment) return { succeeded: false };
    const { path, state } = deps.environments.runFolder(environment, input.runId);
    const command = jobCommands(input.job, state, input.subject)[input.command];
    if (!command)
      throw new StepError('job-command-unknown', `The ${input.job} job has no such command.`, {
        mend: 'Run the job again.',
      });
    const project = DbtProject.reopen(workspaceOf(deps, context, environment, input, new Map()));
    const outcome = (await project.run([command.args])).at(-1) ?? nothingRan;
    const file = outcomeFile(path, input.command);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, JSON.stringify(outcome));
    return { succeeded: outcome.succeeded };
  };
}
