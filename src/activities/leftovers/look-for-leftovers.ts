import type { Logger } from 'pino';
import type { Records } from '../../integrations/records/records.ts';
import { findLeftovers, type Places } from './find-leftovers.ts';

/** Most records that are looked through for builds that seem to be open. */
const mostOpen = 200;

/**
 * Looks once for what builds left behind whose workflow has ended from outside, such as by a terminate: nothing but
 * the records is changed, and a person removes what is found.
 */
export async function lookForLeftovers(deps: Places & { readonly logger: Logger }): Promise<void> {
  const { openBuilds, environments, schedules, repositories, records, logger } = deps;
  const find = findLeftovers(deps);
  const places = [environments.builds(), schedules.builds(), repositories.builds(), seeminglyOpen(records)];
  for (const buildId of new Set((await Promise.all(places)).flat())) {
    if ((await openBuilds.standingOf(buildId)) === 'open') continue;
    const { things } = await find({ buildId });
    if (things.length > 0) logger.warn({ build: buildId, things }, 'left behind by a build that has ended');
  }
}

async function seeminglyOpen(records: Records): Promise<string[]> {
  const lists = (['working', 'waiting', 'needs-attention'] as const).map((status) =>
    records.listBuilds({ status, limit: mostOpen }),
  );
  return (await Promise.all(lists)).flat().map(({ id }) => id);
}
