import { batchBranch, batchOf, changeBranch } from '../../domain/project/batch.ts';
import type { Environment } from '../../integrations/platform/local/environment.ts';
import { rawSchemaOf, schemaOf } from '../../integrations/platform/local/environment.ts';
import type { StepContext } from '../as-step.ts';
import type { RunInput } from '../contract.ts';
import type { OpenProject } from '../dbt/dbt-project.ts';
import type { Dependencies } from '../dependencies.ts';
import { StepError } from '../step-error.ts';

/** The environment of a run, unless it was reset or torn down since: then the run does nothing. */
export async function environmentOf(
  { environments }: Dependencies,
  { buildId, generation }: RunInput,
): Promise<Environment | undefined> {
  const environment = await environments.find(buildId);
  return environment?.generation === generation ? environment : undefined;
}

/** The branch that a job checks out: a batch's for the load job, a change's for CI, main for production. */
export function branchOf({ job, subject }: RunInput): string {
  if (job === 'production') return 'main';
  return job === 'ci' ? changeBranch(subject ?? '') : batchBranch(batchOf(subject ?? 'day-one'));
}

/** The files of a run's branch, as they are published. */
export async function publishedFiles({ repositories }: Dependencies, input: RunInput): Promise<Map<string, string>> {
  const repository = await repositories.find(input.buildId);
  const branch = branchOf(input);
  if (!repository || (await repositories.headOf(repository, branch)) === undefined) {
    throw new StepError('branch-missing', `The repository of this demo has no branch ${branch}.`, {
      mend: 'Go back to the files and publish them again.',
    });
  }
  const decoder = new TextDecoder();
  return new Map(
    [...(await repositories.readTree(repository, branch))].map(([path, content]) => [path, decoder.decode(content)]),
  );
}

/** How a run's copy of the project is opened, and opened again by its next step. */
export function workspaceOf(
  { dbt, environments }: Dependencies,
  context: StepContext,
  environment: Environment,
  input: RunInput,
  files: ReadonlyMap<string, string>,
): OpenProject {
  const name = input.job === 'ci' ? 'ci' : 'production';
  return {
    dbt,
    context,
    folder: environments.runFolder(environment, input.runId).path,
    files,
    profile: environment.profile,
    target: { name, schema: schemaOf(environment, name, input.subject) },
    rawSchema: rawSchemaOf(environment),
    title: input.subject ?? input.job,
  };
}
