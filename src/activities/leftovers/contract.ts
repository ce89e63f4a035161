import type { Target } from '../../domain/brief/brief.ts';
import type { LeftoverThing } from '../../domain/build/leftovers.ts';

/** What starts the removal. */
export interface RemoveLeftoversInput {
  readonly buildId: string;
  /** Whether the repository is put into the archive instead of deleted. */
  readonly archiveRepository: boolean;
}

/** What stands of a build. */
export interface LeftoversFound {
  readonly things: readonly LeftoverThing[];
  /** Where it stands, of a build that was not on this machine. */
  readonly target?: Exclude<Target, 'local'>;
}

/** What is done for builds whose workflow has ended without a teardown. */
export interface LeftoverActivities {
  /** Fails as `build-open` while the build's own workflow runs. */
  findLeftovers(input: { readonly buildId: string }): Promise<LeftoversFound>;
  /** Removes what stands in dbt Cloud; fails as `infrastructure-left` with what stands still. */
  removeLeftInfrastructure(input: { readonly buildId: string }): Promise<void>;
}
