import type { Decision } from '../../domain/build/decision.ts';
import type { BuildRun } from '../build-run.ts';

/** A person's word to provision, with what they wish. */
export type ProvisionWish = Omit<Extract<Decision, { kind: 'provision' }>, 'ask' | 'revision' | 'by' | 'via' | 'kind'>;

/** What a build does otherwise by where its demo is provisioned. Every verb may be entered again. */
export interface Target {
  /** Looks, before any work, whether what the demo will need is there. */
  prepare(run: BuildRun): Promise<void>;
  /** Finds out what provisioning would make, to be shown before it is decided about. */
  preview(run: BuildRun): Promise<void>;
  provision(run: BuildRun, wish: ProvisionWish): Promise<void>;
  /** From empty schemas to a green production run and pull requests that CI has built. */
  firstRuns(run: BuildRun): Promise<void>;
  /** Lands a batch of raw data and runs production after it; says whether it came to that. */
  land(run: BuildRun, batch: string): Promise<boolean>;
  /** Goes on with a production run that stopped or ended red. */
  resume(run: BuildRun, stopped: string): Promise<void>;
  /** Takes away what another publication would disturb. */
  clear(run: BuildRun): Promise<void>;
  /** Puts what was provisioned back to where the first runs begin, on the project that is published now. */
  setBack(run: BuildRun): Promise<void>;
  /** Pauses production's schedule, or lets it go on. */
  setSchedule(run: BuildRun, on: boolean): Promise<void>;
  /** Takes away what stands besides the repository, whether it was finished or only begun. */
  takeAway(run: BuildRun): Promise<void>;
}
