import { asStep } from '../as-step.ts';
import type { Activities } from '../contract.ts';
import type { Dependencies } from '../dependencies.ts';
import { publishRepository } from '../steps/publish-repository.ts';
import { retireRepository } from '../steps/retire-repository.ts';
import { applyInfrastructure } from './apply-infrastructure.ts';
import { awaitRepository } from './await-repository.ts';
import { checkAccounts } from './check-accounts.ts';
import { closePullRequests } from './close-pull-requests.ts';
import type { DbtCloudActivities } from './contract.ts';
import { destroyInfrastructure } from './destroy-infrastructure.ts';
import { dropSchemas } from './drop-schemas.ts';
import { openPullRequests } from './open-pull-requests.ts';
import { planInfrastructure } from './plan-infrastructure.ts';
import { readTemplateRepository } from './read-template-repository.ts';
import { runCloudJob } from './run-cloud-job.ts';
import { runPullRequest } from './run-pull-request.ts';
import { setCloudSchedule } from './set-cloud-schedule.ts';

/** The steps that mostly wait for other people's services, for the queue that they have to themselves. */
export function createDbtCloudActivities(
  deps: Dependencies,
): DbtCloudActivities & Pick<Activities, 'publishRepository' | 'retireRepository'> {
  const { logger } = deps;
  return {
    checkAccounts: asStep(logger, 'check-accounts', checkAccounts(deps)),
    readTemplateRepository: asStep(logger, 'read-template', readTemplateRepository(deps)),
    publishRepository: asStep(logger, 'publish-repository', publishRepository(deps)),
    planInfrastructure: asStep(logger, 'plan-infrastructure', planInfrastructure(deps)),
    applyInfrastructure: asStep(logger, 'apply-infrastructure', applyInfrastructure(deps)),
    awaitRepository: asStep(logger, 'await-repository', awaitRepository(deps)),
    runCloudJob: asStep(logger, 'run-cloud-job', runCloudJob(deps)),
    openPullRequests: asStep(logger, 'open-pull-requests', openPullRequests(deps)),
    runPullRequest: asStep(logger, 'run-ci', runPullRequest(deps)),
    setCloudSchedule: asStep(logger, 'set-schedule', setCloudSchedule(deps)),
    closePullRequests: asStep(logger, 'close-pull-requests', closePullRequests(deps)),
    dropSchemas: asStep(logger, 'drop-schemas', dropSchemas(deps)),
    destroyInfrastructure: asStep(logger, 'destroy-infrastructure', destroyInfrastructure(deps)),
    retireRepository: asStep(logger, 'retire-repository', retireRepository(deps)),
  };
}
