import type { BuildState } from '../../domain/build/state.ts';

/** What is made while the person reads: it is there at once when the scenario is approved. */
export function Ahead({ state }: { readonly state: BuildState }) {
  if (state.phase !== 'scenario' || state.ask?.kind !== 'review-scenario') return null;
  const steps = state.steps.filter((step) => step.ahead && step.revision === state.revision);
  if (steps.length === 0) return null;
  const failed = steps.find((step) => step.status === 'failed');
  const done = steps.filter((step) => step.status === 'done').length;
  const rehearsed = steps.some((step) => step.name === 'rehearse' && step.status === 'done');
  return (
    <p class="ahead" data-tone={failed ? 'quiet' : rehearsed ? 'good' : 'busy'}>
      {failed
        ? `Work ahead stopped: ${failed.failure?.sentence ?? 'a step failed'} It is tried again when you approve.`
        : rehearsed
          ? 'While you read, this revision was already generated and rehearsed: approving shows the files at once.'
          : `While you read, this revision is being generated and rehearsed: ${done} of ${steps.length} steps done.`}
    </p>
  );
}
