import type { Activities } from './contract.ts';
import type { Dependencies } from './dependencies.ts';

/** Drops the keys that were entered for a build that has ended. */
export function forgetKeys({ vault }: Pick<Dependencies, 'vault'>): Activities['forgetKeys'] {
  return async ({ buildId }) => vault?.forget(buildId);
}
