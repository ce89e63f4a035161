import type { Activities } from '../contract.ts';
import type { Dependencies } from '../dependencies.ts';

/** Removes a demo's environments with all their data. */
export function removeEnvironments({ environments }: Dependencies): Activities['removeEnvironments'] {
  return async ({ buildId }) => environments.remove(buildId);
}
