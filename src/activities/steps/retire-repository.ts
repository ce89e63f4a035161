import type { StepContext } from '../as-step.ts';
import type { Activities } from '../contract.ts';
import { repositoriesOf } from '../dbt-cloud/repositories-of.ts';
import type { Dependencies } from '../dependencies.ts';

type Input = Parameters<Activities['retireRepository']>[0];

/** Archives a demo's repository, on this machine or at GitHub, or deletes it; one that is gone is fine. */
export function retireRepository(deps: Dependencies): (input: Input, context: StepContext) => Promise<void> {
  return async ({ buildId, archive, access }, context) => {
    const repositories = await repositoriesOf(deps, access, context);
    const repository = await repositories.find(buildId);
    if (!repository) return;
    await (archive ? repositories.archive(repository) : repositories.remove(repository));
  };
}
