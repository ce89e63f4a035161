import type { StepContext } from '../as-step.ts';
import type { DbtActivities, RunInput } from '../contract.ts';
import { DbtProject } from '../dbt/dbt-project.ts';
import { type CommandsOutcome, nothingRan } from '../dbt/outcome.ts';
import { leftOut } from '../dbt/run-production.ts';
import type { Dependencies } from '../dependencies.ts';
import { StepError } from '../step-error.ts';
import { environmentOf, workspaceOf } from './job-workspace.ts';
import { keepOutcome } from './outcomes.ts';
import { commandsOf, type PlannedRun, readPlanned } from './run-commands.ts';

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
    const command = (await commandsOf(path, state, input))[input.command];
    if (!command)
      throw new StepError('job-command-unknown', `The ${input.job} job has no such command.`, {
        mend: 'Run the job again.',
      });
    const project = DbtProject.reopen(workspaceOf(deps, context, environment, input, new Map()));
    const outcome = (await project.run([command.args])).at(-1) ?? nothingRan;
    await keepOutcome(path, input.command, outcome);
    if (outcome.succeeded) return { succeeded: true };
    const planned = await readPlanned(path);
    if (!planned) return { succeeded: false };
    return { succeeded: false, blocks: leftOutOf(planned, input.command, outcome) };
  };
}

/** What a red command leaves out, the docs always. */
function leftOutOf({ commands, graph }: PlannedRun, command: number, outcome: CommandsOutcome): number[] {
  const docs = commands.flatMap(({ args }, position) => (args[0] === 'docs' ? [position] : []));
  return [...new Set([...leftOut(commands, command, outcome, graph), ...docs])];
}
