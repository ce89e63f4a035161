import { type LeftoverThing, leftoversIn, placesIn } from '../../domain/build/leftovers.ts';
import { phases } from '../../domain/build/phase.ts';
import type { StepContext } from '../as-step.ts';
import type { Dependencies } from '../dependencies.ts';
import { StepError } from '../step-error.ts';
import { cloudLeftovers } from './cloud-leftovers.ts';
import type { LeftoversFound } from './contract.ts';
import { recordLeftovers } from './record-leftovers.ts';

/** What `findLeftovers` looks at. */
export type Places = Pick<
  Dependencies,
  | 'openBuilds'
  | 'environments'
  | 'schedules'
  | 'repositories'
  | 'records'
  | 'logger'
  | 'vault'
  | 'artifacts'
  | 'services'
>;

/**
 * Looks what stands of a build that nobody looks after any more, and notes it in its record.
 * @throws StepError `build-open` while the build's workflow runs: what it made is its own to remove
 */
export function findLeftovers(
  deps: Places,
): (input: { readonly buildId: string }, context: StepContext) => Promise<LeftoversFound> {
  return async ({ buildId }, context) => {
    // Asked first: a build that has ended makes nothing more, so that what stands now stands for good.
    const standing = await deps.openBuilds.standingOf(buildId);
    if (standing === 'open') {
      throw new StepError('build-open', 'This demo is still looked after by its build.', {
        mend: 'Open the demo and tear it down there.',
      });
    }
    const record = await deps.records.getBuild(buildId);
    const target = record?.target;
    const inCloud = target === 'dbt-cloud';
    // Before it published, a build has nothing outside, unless a roll back left it.
    const published = phases.slice(phases.indexOf('repository')).some((phase) => phase === record?.phase);
    const noted = leftoversIn(record?.summary).length > 0;
    const places = placesIn(record?.summary);
    const look = () => (inCloud ? cloudLeftovers(deps, { buildId, places }, context) : standingHere(deps, buildId));
    const things = inCloud && !published && !noted ? [] : await look();
    await recordLeftovers(deps.records, buildId, things, standing);
    return { things, ...(inCloud ? { target } : {}) };
  };
}

async function standingHere(
  { environments, schedules, repositories }: Places,
  buildId: string,
): Promise<LeftoverThing[]> {
  const [scheduled, provisioned, repository] = await Promise.all([
    schedules.builds(),
    environments.builds(),
    repositories.find(buildId),
  ]);
  const things: LeftoverThing[] = [];
  if (scheduled.includes(buildId)) things.push('schedule');
  if (provisioned.includes(buildId)) things.push('environments');
  if (repository) things.push('repository');
  return things;
}
