import { isRedProof, proofInWords } from '../../domain/build/proof-summary.ts';
import { rehearsalInWords } from '../../domain/build/rehearsal-summary.ts';
import { type BuildState, proofOf, rehearsalOf } from '../../domain/build/state.ts';
import type { StepState } from '../../domain/build/step.ts';
import type { Tone } from '../parts/badge.tsx';

/** What is made while the person reads: it is there at once when the scenario is approved. */
export function Ahead({ state }: { readonly state: BuildState }) {
  if (state.phase !== 'scenario' || state.ask?.kind !== 'review-scenario') return null;
  const steps = state.steps.filter((step) => step.ahead && step.revision === state.revision);
  if (steps.length === 0) return null;
  const { tone, text } = whatIsMade(state, steps);
  return (
    <p class="ahead" data-tone={tone}>
      {text}
    </p>
  );
}

function whatIsMade(state: BuildState, steps: readonly StepState[]): { readonly tone: Tone; readonly text: string } {
  const failed = steps.find((step) => step.status === 'failed');
  if (failed) {
    const why = failed.failure?.sentence ?? 'A step failed.';
    return { tone: 'quiet', text: `Work ahead stopped: ${why} It is tried again when you approve.` };
  }
  const rehearsal = rehearsalOf(state);
  // While a proof still runs, or a repair, what was seen so far is not the end of it.
  if (rehearsal && steps.every(({ status }) => status !== 'running')) {
    const proof = proofOf(state);
    const proven = isRedProof(proof) && proof ? `, ${proofInWords(proof)}` : '';
    const already = `While you read, this revision was already generated and ${rehearsalInWords(rehearsal)}${proven}.`;
    return rehearsal.passed && proven === ''
      ? { tone: 'good', text: `${already} Approving shows the files at once.` }
      : { tone: 'bad', text: `${already} Approving shows the files and what failed; the tab Rehearsal has it now.` };
  }
  const done = steps.filter((step) => step.status === 'done').length;
  return {
    tone: 'busy',
    text: `While you read, this revision is being generated and rehearsed: ${done} of ${steps.length} steps done.`,
  };
}
