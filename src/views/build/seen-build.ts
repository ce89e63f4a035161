import type { StepName } from '../../domain/build/phase.ts';
import type { BuildState } from '../../domain/build/state.ts';

/** What a running step says of itself between two events. */
export interface StepProgress {
  readonly step: StepName;
  readonly subject?: string;
  readonly attempt: number;
  /** The step's own line of progress, `''` when it has none. */
  readonly line: string;
  /** Why the attempt before failed. */
  readonly lastFailure?: string;
}

/** A decision that was sent and not confirmed. */
export interface UnconfirmedDecision {
  readonly kind: string;
  readonly since: string;
}

/** A build as the page shows it. */
export interface SeenBuild {
  readonly state: BuildState;
  readonly runId: string;
  /**
   * `worker`: as the build itself says. `kept`: no worker answers, and nothing has happened since one did.
   * `history`: no worker answers; phase and steps are read from the history, questions are not known.
   */
  readonly from: 'worker' | 'kept' | 'history';
  readonly progress: readonly StepProgress[];
  readonly unconfirmed: readonly UnconfirmedDecision[];
}

/** Changes whenever another panel has to be shown; while it stays, a form that is open in the panel stays too. */
export function panelKey({ state, from }: SeenBuild): string {
  const { phase, status, ask, revision, runs, outcome } = state;
  const known = from === 'history' ? 'history' : 'state';
  return [phase, status, ask?.number ?? '-', ask?.kind ?? '-', revision, runs.length, outcome ?? '-', known].join(':');
}
