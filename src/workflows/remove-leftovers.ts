import { proxyActivities } from '@temporalio/workflow';
import type { LeftoverActivities, LeftoversFound, RemoveLeftoversInput } from '../activities/leftovers/contract.ts';
import { noAccess } from '../domain/accounts/account-access.ts';
import { outside, repositories } from './activity-proxies.ts';

const { findLeftovers, removeLeftInfrastructure } = proxyActivities<LeftoverActivities>({
  startToCloseTimeout: '10m',
  heartbeatTimeout: '10s',
  retry: { initialInterval: '500ms', maximumAttempts: 4 },
});

/** Removes what a build left behind whose own workflow has ended; gives what stands still. Fails while the build is open. */
export async function removeLeftovers({ buildId, archiveRepository }: RemoveLeftoversInput): Promise<LeftoversFound> {
  const { things, target = 'local' } = await findLeftovers({ buildId });
  // Whatever generation they are of.
  const ofBuild = { buildId, generation: 0 };
  if (things.includes('schedule')) await outside.deleteSchedule(ofBuild);
  if (things.includes('environments')) await outside.removeEnvironments(ofBuild);
  if (things.includes('infrastructure')) await removeLeftInfrastructure({ buildId });
  if (things.includes('repository')) {
    // At GitHub it is removed by the service's own token.
    const access = target === 'local' ? {} : { access: noAccess };
    await repositories(target).retireRepository({ buildId, archive: archiveRepository, ...access });
  }
  await outside.releaseArtifacts({ buildId });
  return findLeftovers({ buildId });
}
