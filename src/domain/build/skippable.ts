import type { StepName } from './phase.ts';
import { skippableSteps } from './phase.ts';
import type { BuildState } from './state.ts';

/**
 * Whether a failed step can be gone on without. Drafting can where there is something to go back to: the draft that a
 * person was mending, or the scenario as it stands.
 */
export function isSkippable(
  { draft, revision, target }: Pick<BuildState, 'draft' | 'revision' | 'target'>,
  step: StepName,
): boolean {
  if (step === 'draft-scenario') return draft !== undefined || revision > 0;
  // Others' services may be away in the middle of a call: the demo then stays as it is.
  if (step === 'land-raw-data' || step === 'run-after-landing') return target === 'dbt-cloud';
  return skippableSteps.has(step);
}

/** What going on without a failed step means, as the label of its button. */
export function skipLabel({ draft }: Pick<BuildState, 'draft'>, step: StepName): string {
  if (step === 'check-accounts') return 'Go on anyway';
  if (step === 'plan-infrastructure') return 'Go on without a preview';
  if (step !== 'draft-scenario') return 'Go on without it';
  return draft === undefined ? 'Back to the scenario as it is' : 'Back to the draft';
}
