import type { StepContext } from '../as-step.ts';
import type { DbtCloudActivities } from './contract.ts';
import { openBuildDbtCloud } from './open-services.ts';
import type { AccountDeps } from './services.ts';

type Input = Parameters<DbtCloudActivities['setCloudSchedule']>[0];

/** Pauses production's schedules in dbt Cloud, or lets them go on; does nothing where it is so already. */
export function setCloudSchedule(deps: AccountDeps): (input: Input, context: StepContext) => Promise<void> {
  return async ({ access, infrastructure, on }, context) => {
    const cloud = await openBuildDbtCloud(deps, access, context);
    const { production, scheduled } = infrastructure.jobs;
    for (const job of scheduled ? Object.values(scheduled) : [production]) await cloud.setScheduled(job, on);
  };
}
