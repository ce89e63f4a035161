import type { Phase } from '../../domain/build/phase.ts';
import type { AheadWork } from '../ahead-work.ts';
import type { BuildRun } from '../build-run.ts';

/** What a phase works with. */
export interface PhaseContext {
  readonly run: BuildRun;
  readonly ahead: AheadWork;
}

export type NextPhase = Phase | 'end';
