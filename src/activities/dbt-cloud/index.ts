import { asStep } from '../as-step.ts';
import type { Activities } from '../contract.ts';
import type { Dependencies } from '../dependencies.ts';
import { publishRepository } from '../steps/publish-repository.ts';
import { retireRepository } from '../steps/retire-repository.ts';
import { checkAccounts } from './check-accounts.ts';
import { closePullRequests } from './close-pull-requests.ts';
import type { DbtCloudActivities } from './contract.ts';
import { openPullRequests } from './open-pull-requests.ts';
import { readTemplateRepository } from './read-template-repository.ts';

/** The steps of a demo in dbt Cloud that are there. */
type Steps = Pick<
  DbtCloudActivities,
  'checkAccounts' | 'readTemplateRepository' | 'openPullRequests' | 'closePullRequests'
>;

/** The steps that mostly wait for other people's services, for the queue that they have to themselves. */
export function createDbtCloudActivities(
  deps: Dependencies,
): Steps & Pick<Activities, 'publishRepository' | 'retireRepository'> {
  const { logger } = deps;
  return {
    checkAccounts: asStep(logger, 'check-accounts', checkAccounts(deps)),
    readTemplateRepository: asStep(logger, 'read-template', readTemplateRepository(deps)),
    publishRepository: asStep(logger, 'publish-repository', publishRepository(deps)),
    openPullRequests: asStep(logger, 'open-pull-requests', openPullRequests(deps)),
    closePullRequests: asStep(logger, 'close-pull-requests', closePullRequests(deps)),
    retireRepository: asStep(logger, 'retire-repository', retireRepository(deps)),
  };
}
