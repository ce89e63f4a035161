import type { AccountAccess } from '../../domain/accounts/account-access.ts';
import type { Repositories, RepositoryHandle } from '../../integrations/repository/repositories.ts';
import type { StepContext } from '../as-step.ts';
import { openBuildGitHub } from './open-services.ts';
import type { AccountDeps } from './services.ts';

/** Where a build's repository is. */
export interface BuildRepositories extends Repositories {
  /** Where people see a repository; one on this machine has no page. */
  webUrl?(repository: RepositoryHandle): string;
}

/** A build's repositories: at GitHub where it has accounts, else on this machine. @throws as `openBuildGitHub` does */
export async function repositoriesOf(
  deps: AccountDeps & { readonly repositories: Repositories },
  access: AccountAccess | undefined,
  context: StepContext,
  presentation: { readonly description?: string; readonly topics?: readonly string[] } = {},
): Promise<BuildRepositories> {
  return access === undefined ? deps.repositories : openBuildGitHub(deps, access, context, presentation);
}
