import type { Phase, StepName } from './phase.ts';
import type { ProofSummary } from './proof-summary.ts';
import type { RehearsalSummary } from './rehearsal-summary.ts';
import type { RepairOutcome } from './repair.ts';

/** Why a step stands still, in words for the person who decides what to do. Never holds a secret. */
export interface StepFailure {
  /** Stable, for code and support: `rehearsal-runner-lost`. */
  readonly code: string;
  /** What failed, as one sentence. */
  readonly sentence: string;
  /** What to do about it. */
  readonly mend: string;
  /** Where that is done, where a page of it is known. */
  readonly link?: string;
  /** It failed before anything outside was called, so that it began nothing there. */
  readonly untouched?: true;
}

/** One run of one step within a build. Times are ISO instants in UTC. */
export interface StepState {
  readonly id: number;
  readonly name: StepName;
  readonly phase: Phase;
  /** The source, model, change or batch that it works on. */
  readonly subject?: string;
  readonly revision: number;
  status: 'running' | 'done' | 'failed' | 'skipped' | 'cancelled';
  /** Done ahead of the person's decision. */
  readonly ahead: boolean;
  /** An earlier result with the same inputs was taken. */
  reused?: boolean;
  readonly startedAt: string;
  endedAt?: string;
  failure?: StepFailure;
  /** What a rehearsal came to: red is a result, not a failure of the step. */
  rehearsal?: RehearsalSummary;
  /** What a proof for the warehouse came to. */
  proof?: ProofSummary;
  /** What a round of repair did, piece by piece. */
  repairs?: readonly RepairOutcome[];
}
