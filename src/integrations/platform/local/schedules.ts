import type { ScheduledRun } from '../../../domain/build/scheduled-run.ts';

/** When a demo's production job runs by itself. */
export interface ProductionSchedule {
  readonly buildId: string;
  /** Runs started for another generation of the environments do nothing. */
  readonly generation: number;
  /** Five cron fields. */
  readonly cron: string;
  /** IANA name, such as `Europe/Berlin`. */
  readonly timeZone: string;
  /** Instead of one time, each of these, by a schedule of its own. */
  readonly schedules?: readonly ScheduledRun[];
}

/** Schedules of production jobs. Every verb may be repeated. */
export interface ProductionSchedules {
  /** Makes or updates the build's schedules, removes those that it no longer has, and gives the id that they have in common. */
  put(schedule: ProductionSchedule): Promise<string>;
  /** Removes all of them, and those of several that are named, which may not be listed yet; what is gone is fine. */
  remove(buildId: string, named?: readonly string[]): Promise<void>;
  /** The builds that have one. */
  builds(): Promise<string[]>;
}
