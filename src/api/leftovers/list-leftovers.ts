import { keptOnPurpose, leftoversIn, schemasLeftIn } from '../../domain/build/leftovers.ts';
import type { Records } from '../../integrations/records/records.ts';
import type { LeftBehind } from '../../views/home/leftovers.tsx';

/** More than these are shown once some are removed. */
const mostShown = 50;

/** What was found standing of builds that have ended, newest build first. */
export async function listLeftovers(records: Records): Promise<LeftBehind[]> {
  const builds = await records.listBuilds({ leftovers: true, limit: mostShown });
  return builds.map(({ id, company, summary }) => ({
    ...{ id, company },
    things: leftoversIn(summary),
    kept: keptOnPurpose(summary),
    schemas: schemasLeftIn(summary),
  }));
}
