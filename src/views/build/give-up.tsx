import { endsBySkipping } from '../../domain/build/roll-back.ts';
import type { BuildState } from '../../domain/build/state.ts';

/** What ends a step that stands still without its being mended. */
export function GiveUp({ state }: { readonly state: BuildState }) {
  if (endsBySkipping(state)) {
    return <>To give up instead, go on without it: what is left can be removed later from the list of demos.</>;
  }
  if (state.outcome !== undefined) return <>It stays as it is until this succeeds.</>;
  return <>To give up instead, choose “Cancel this build” under “More”.</>;
}
