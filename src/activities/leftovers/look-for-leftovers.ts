import type { Records } from '../../integrations/records/records.ts';
import { findLeftovers, type Places } from './find-leftovers.ts';

/** Most records that are looked through for builds that seem to be open. */
const mostOpen = 200;

/** Others' services may be slow; looked for are leftovers again at the next start. */
const longestLookMs = 2 * 60_000;

/**
 * Looks once for what builds left behind, whether their workflow ended from outside, such as by a terminate, or with something kept: nothing but
 * the records is changed, and a person removes what is found. A build whose services do not answer is passed over.
 */
export async function lookForLeftovers(deps: Places): Promise<void> {
  const { openBuilds, environments, schedules, repositories, records, logger } = deps;
  const find = findLeftovers(deps);
  const places = [
    environments.builds(),
    schedules.builds(),
    repositories.builds(),
    seeminglyOpen(records),
    noted(records),
  ];
  for (const buildId of new Set((await Promise.all(places)).flat())) {
    if ((await openBuilds.standingOf(buildId)) === 'open') continue;
    try {
      const { things } = await find({ buildId }, { signal: AbortSignal.timeout(longestLookMs), progress: () => {} });
      if (things.length > 0) logger.warn({ build: buildId, things }, 'left behind by a build that has ended');
    } catch (error) {
      logger.warn({ build: buildId, err: error }, 'what a build has left could not be looked for');
    }
  }
}

async function seeminglyOpen(records: Records): Promise<string[]> {
  const lists = (['working', 'waiting', 'needs-attention'] as const).map((status) =>
    records.listBuilds({ status, limit: mostOpen }),
  );
  return (await Promise.all(lists)).flat().map(({ id }) => id);
}

/** What was noted may be gone by now, removed by hand. */
async function noted(records: Records): Promise<string[]> {
  return (await records.listBuilds({ leftovers: true, limit: mostOpen })).map(({ id }) => id);
}
