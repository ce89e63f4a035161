import type { Activities } from '../contract.ts';
import type { Dependencies } from '../dependencies.ts';

/** Lets go of what the build held on to; the sweep removes what nothing else needs. */
export function releaseArtifacts({ roots }: Dependencies): Activities['releaseArtifacts'] {
  return async ({ buildId }) => roots.unroot(buildId);
}
