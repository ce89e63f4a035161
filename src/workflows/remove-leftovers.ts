import { proxyActivities } from '@temporalio/workflow';
import type { LeftoverActivities, LeftoversFound, RemoveLeftoversInput } from '../activities/leftovers/contract.ts';
import { outside } from './activity-proxies.ts';

const { findLeftovers } = proxyActivities<LeftoverActivities>({
  startToCloseTimeout: '1m',
  heartbeatTimeout: '10s',
  retry: { initialInterval: '500ms', maximumAttempts: 4 },
});

/** Removes what a build left behind whose own workflow has ended; gives what stands still. Fails while the build is open. */
export async function removeLeftovers({ buildId, archiveRepository }: RemoveLeftoversInput): Promise<LeftoversFound> {
  const { things } = await findLeftovers({ buildId });
  // Whatever generation they are of.
  const ofBuild = { buildId, generation: 0 };
  if (things.includes('schedule')) await outside.deleteSchedule(ofBuild);
  if (things.includes('environments')) await outside.removeEnvironments(ofBuild);
  if (things.includes('repository')) await outside.retireRepository({ buildId, archive: archiveRepository });
  await outside.releaseArtifacts({ buildId });
  return findLeftovers({ buildId });
}
