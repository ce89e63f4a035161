import type { BuildState } from '../../domain/build/state.ts';
import { dbtCloud } from './dbt-cloud.ts';
import { local } from './local.ts';
import type { Target } from './target.ts';

const targets: Record<BuildState['target'], Target> = { local, 'dbt-cloud': dbtCloud };

/** How a build is provisioned, run and taken down. */
export function targetOf({ target }: Pick<BuildState, 'target'>): Target {
  return targets[target];
}
