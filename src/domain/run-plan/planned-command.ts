import type { JobCommand } from '../build/job.ts';

/** One command of a run plan. */
export interface PlannedCommand extends JobCommand {
  /** Names of what it builds; `undefined` where only dbt can tell. */
  readonly builds: readonly string[] | undefined;
  /** Positions of the commands that are left out where this one comes to nothing. */
  readonly blocks: readonly number[];
}
