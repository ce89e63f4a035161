import { type Phase, phaseOf } from './phase.ts';
import type { BuildState } from './state.ts';

const phasesWithRollBack: ReadonlySet<Phase> = new Set(['repository', 'provisioning', 'running']);

/** Whether a build that stands still can have removed what it made outside, to go on from its files. */
export function isRollBackOffered({ phase, ask, begun }: Pick<BuildState, 'phase' | 'ask' | 'begun'>): boolean {
  if (!phasesWithRollBack.has(phase) || begun.length === 0) return false;
  // Rolling back is under way when one of its own steps stands still.
  return ask?.step === undefined || phaseOf(ask.step.name) !== 'teardown';
}
