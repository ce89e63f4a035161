import { phrasesIn } from '../../domain/blueprint/phrases.ts';
import type { PullRequestState } from '../../domain/build/infrastructure.ts';
import { changeBranch } from '../../domain/project/batch.ts';
import { snapshotSchema } from '../../domain/project/snapshot.ts';
import { scenarioSchema } from '../../domain/scenario/scenario.ts';
import { getJson } from '../../integrations/artifacts/json.ts';
import type { StepContext } from '../as-step.ts';
import { StepError } from '../step-error.ts';
import type { DbtCloudActivities } from './contract.ts';
import { openBuildGitHub } from './open-services.ts';
import { type PullRequestText, pullRequestText } from './pull-request-text.ts';
import type { AccountDeps } from './services.ts';

type Input = Parameters<DbtCloudActivities['openPullRequests']>[0];

/** Opens a pull request for each change that the project has a branch of; an open one is found, never made twice. */
export function openPullRequests(
  deps: AccountDeps,
): (input: Input, context: StepContext) => ReturnType<DbtCloudActivities['openPullRequests']> {
  return async ({ buildId, access, project }, context) => {
    const snapshot = await getJson(deps.artifacts, snapshotSchema, project);
    const scenario = await getJson(deps.artifacts, scenarioSchema, snapshot.scenario);
    const github = await openBuildGitHub(deps, access, context);
    const repository = await github.find(buildId);
    if (repository === undefined) {
      throw new StepError('repository-missing', 'The repository is gone.', { mend: 'Publish the demo again.' });
    }
    const opened: PullRequestState[] = [];
    for (const change of scenario.changes) {
      if (snapshot.changes[change.id] === undefined) continue;
      context.progress(change.title);
      const text = sayable(pullRequestText(scenario, change), snapshot.unmentioned ?? []);
      const branch = changeBranch(change.id);
      const pullRequest = await github.pullRequests.open({ repository, branch, ...text });
      opened.push({ change: change.id, ...pullRequest });
    }
    return opened;
  };
}

/** A text leaves for the customer's eyes only without what they must not read. */
function sayable(text: PullRequestText, unmentioned: readonly string[]): PullRequestText {
  if (phrasesIn(`${text.title}\n${text.body}`, unmentioned).length === 0) return text;
  throw new StepError('pull-request-unmentionable', 'A pull request’s text holds what must not be mentioned.', {
    mend: 'Edit the change’s title and description in the scenario, then publish again.',
  });
}
