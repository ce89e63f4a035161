import type { Child } from 'hono/jsx';
import type { BuildState } from '../../domain/build/state.ts';
import { formatInstant } from '../parts/when.ts';
import type { StepProgress } from './seen-build.ts';
import { StepList } from './step-list.tsx';

/** A line of the audit trail. */
export interface DecisionLine {
  readonly at: string;
  readonly kind: string;
  readonly by: string;
  readonly via: string;
  readonly revision: number;
  readonly outcome: 'accepted' | 'refused';
  readonly reason?: string | undefined;
}

interface LogPanelProps {
  readonly state: BuildState;
  readonly progress: readonly StepProgress[];
  readonly decisions: readonly DecisionLine[];
  readonly children?: Child;
}

/** Everything that happened: who decided what, and every step. */
export function LogPanel({ state, progress, decisions }: LogPanelProps) {
  return (
    <>
      <section class="card">
        <h2>Decisions</h2>
        {decisions.length === 0 ? <p class="quiet">None yet.</p> : null}
        <ul class="decisions">
          {decisions.map(({ at, kind, by, via, revision, outcome, reason }) => (
            <li data-outcome={outcome}>
              <span class="time">{formatInstant(at, state.timeZone)}</span> {kind} by {by} ({via}) on revision{' '}
              {revision}
              {outcome === 'refused' ? <span class="error"> refused: {reason}</span> : null}
            </li>
          ))}
        </ul>
      </section>
      <section class="card">
        <h2>Steps</h2>
        <StepList steps={state.steps.toReversed()} progress={progress} />
      </section>
    </>
  );
}
