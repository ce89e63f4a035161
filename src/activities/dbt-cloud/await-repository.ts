import type { StepContext } from '../as-step.ts';
import type { InInfrastructure } from './contract.ts';
import { openBuildDbtCloud } from './open-services.ts';
import type { AccountDeps } from './services.ts';

/** Waits until dbt Cloud knows the repository by its name: before that a run could not clone it. */
export function awaitRepository(deps: AccountDeps): (input: InInfrastructure, context: StepContext) => Promise<void> {
  return async ({ access, infrastructure: { projectId, repositoryId } }, context) => {
    const cloud = await openBuildDbtCloud(deps, access, context);
    await cloud.awaitRepository({ projectId, repositoryId });
  };
}
