import type { BuildState, OutsideThing } from './state.ts';

/** A build's state before it noted what its steps had begun to make, and when it was last recorded. */
export type BuildOne = Omit<BuildState, 'schema' | 'begun' | 'updatedAt'> & { readonly schema: 'build/1' };

/** What stands is taken from what had been finished. */
export function withThingsBegun(state: BuildOne): BuildState {
  const begun: OutsideThing[] = [];
  if (state.repository) begun.push('repository');
  if (state.environment) begun.push('environments');
  if (state.environment?.schedule !== undefined) begun.push('schedule');
  return { ...state, schema: 'build/2', updatedAt: state.createdAt, begun };
}
