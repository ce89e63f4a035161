import { type Phase, phaseOf } from './phase.ts';
import { isSkippable } from './skippable.ts';
import type { BuildState } from './state.ts';
import type { StepState } from './step.ts';

const phasesWithRollBack: ReadonlySet<Phase> = new Set(['repository', 'provisioning', 'running']);

/** Whether a build that stands still can have removed what it made outside, to go on from its files. */
export function isRollBackOffered({ phase, ask, begun }: Pick<BuildState, 'phase' | 'ask' | 'begun'>): boolean {
  if (!phasesWithRollBack.has(phase) || begun.length === 0) return false;
  // Rolling back is under way when one of its own steps stands still.
  return ask?.step === undefined || phaseOf(ask.step.name) !== 'teardown';
}

const madeIn: ReadonlySet<Phase> = new Set([...phasesWithRollBack, 'live']);

/** The steps of the roll back that brought a build to its files: what was removed, and what was gone on without. */
export function rolledBackBy({ phase, steps }: Pick<BuildState, 'phase' | 'steps'>): readonly StepState[] {
  if (phase !== 'files') return [];
  const last = steps.findLastIndex((step) => madeIn.has(step.phase));
  if (last < 0) return [];
  return steps
    .slice(last + 1)
    .filter((step) => step.phase === 'teardown' && (step.status === 'done' || step.status === 'skipped'));
}

/** Whether a build is being torn down, and a failed step is given up by going on without it: nothing else would end it sooner. */
export function endsBySkipping(state: Pick<BuildState, 'phase' | 'ask' | 'draft' | 'revision' | 'target'>): boolean {
  return state.phase === 'teardown' && (state.ask?.step === undefined || isSkippable(state, state.ask.step.name));
}
