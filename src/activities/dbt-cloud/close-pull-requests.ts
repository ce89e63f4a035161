import { isChangeBranch } from '../../domain/project/batch.ts';
import { isGitHubError } from '../../integrations/repository/github/github-error.ts';
import type { GitHub } from '../../integrations/repository/github/open-github.ts';
import type { RepositoryHandle } from '../../integrations/repository/repositories.ts';
import type { StepContext } from '../as-step.ts';
import type { DbtCloudActivities } from './contract.ts';
import { openBuildGitHub } from './open-services.ts';
import type { AccountDeps } from './services.ts';

type Input = Parameters<DbtCloudActivities['closePullRequests']>[0];

/**
 * Closes a build's pull requests: those that it knows, and open ones of its change branches that it was never told of, as
 * the answer was lost. What is closed, merged or gone with its repository is fine; branches of people are left alone.
 */
export function closePullRequests(deps: AccountDeps): (input: Input, context: StepContext) => Promise<void> {
  return async ({ buildId, access, pullRequests }, context) => {
    const github = await openBuildGitHub(deps, access, context);
    const repository = await github.find(buildId);
    if (repository === undefined) return;
    const numbers = new Set(pullRequests.map(({ number }) => number));
    for (const number of await openOnes(github, repository)) numbers.add(number);
    for (const number of numbers) {
      context.progress(`Pull request ${number}`);
      await closeOne(github, repository, number);
    }
  };
}

async function openOnes(github: GitHub, repository: RepositoryHandle): Promise<number[]> {
  const branches = await github.branches(repository);
  const found: number[] = [];
  for (const { name, ours } of branches) {
    if (!ours || !isChangeBranch(name)) continue;
    const open = await github.pullRequests.find(repository, name);
    if (open !== undefined) found.push(open.number);
  }
  return found;
}

async function closeOne(github: GitHub, repository: RepositoryHandle, number: number): Promise<void> {
  try {
    await github.pullRequests.close(repository, number);
  } catch (error) {
    if (!isGitHubError(error, 'github-not-found')) throw error;
  }
}
