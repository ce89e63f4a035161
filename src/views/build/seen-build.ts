import type { CommandProgress } from '../../domain/build/command-progress.ts';
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
  /** Of a run that goes by a plan. */
  readonly commands?: readonly CommandProgress[];
}

/** A production run that a schedule started and that goes on, beside whatever the build does. */
export interface ScheduledProgress extends Omit<StepProgress, 'step' | 'subject'> {
  /** The id of its workflow. */
  readonly id: string;
  /** What its schedule is called, where there are several. */
  readonly schedule?: string;
  /** ISO instant. */
  readonly startedAt: string;
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
  /** Runs by schedule that are under way. */
  readonly scheduled?: readonly ScheduledProgress[];
}

/** Whether the demo's own page is shown: it is up, whatever it is busy with. */
export function showsDemo({ phase, environment, ask, status }: BuildState): boolean {
  return phase === 'live' && status !== 'closed' && environment !== undefined && (!ask || ask.kind === 'live');
}

/**
 * Changes whenever another panel has to be shown; while it stays, a form that is open in the panel stays too. The page
 * of a demo that is up stays as it is through its landings; what they change follows `liveKey`.
 */
export function panelKey({ state, from }: SeenBuild): string {
  const { phase, status, ask, revision, runs, outcome, environment, pullRequests = [] } = state;
  const known = from === 'history' ? 'history' : 'state';
  if (showsDemo(state)) {
    const opened = pullRequests.map(({ number }) => number).join('+');
    return ['demo', environment?.generation, revision, known, opened].join(':');
  }
  return [phase, status, ask?.number ?? '-', ask?.kind ?? '-', revision, runs.length, outcome ?? '-', known].join(':');
}

/**
 * Changes whenever the controls and the numbers of a demo that is up have to be shown anew: also when a run by schedule
 * begins or ends, which the state does not tell.
 */
export function liveKey(state: BuildState, scheduled: readonly Pick<ScheduledProgress, 'id'>[] = []): string {
  const { status, ask, landed, runs, expiresAt, revision } = state;
  return [
    status,
    ask?.number ?? '-',
    landed ?? '-',
    runs.length,
    expiresAt ?? '-',
    revision,
    busyWith(state) ?? '-',
    ...scheduled.map(({ id }) => id),
  ].join(':');
}

/** Steps of a reset that a landing has not; those that come after them may be either's. */
const makingAnew: ReadonlySet<StepName> = new Set([
  'plan-pieces',
  'generate-rows',
  'generate-sql',
  'generate-change',
  'render-project',
  'rehearse',
  'publish-repository',
  'reset-environments',
]);

/** What a demo that is up is busy with; `undefined` when with nothing, or not yet. */
export function busyWith({ status, steps }: BuildState): 'landing' | 'resuming' | 'reset' | undefined {
  const last = steps.at(-1);
  if (status !== 'working' || !last) return undefined;
  if (makingAnew.has(last.name)) return 'reset';
  if (last.name === 'resume-production') return last.status === 'running' ? 'resuming' : undefined;
  if (last.status !== 'running' || last.name === 'set-schedule') return undefined;
  return last.name === 'land-raw-data' || last.name === 'run-after-landing' ? 'landing' : 'reset';
}
