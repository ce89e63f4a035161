/** When a demo's production job runs by itself. */
export interface ProductionSchedule {
  readonly buildId: string;
  /** Runs started for another generation of the environments do nothing. */
  readonly generation: number;
  /** Five cron fields. */
  readonly cron: string;
  /** IANA name, such as `Europe/Berlin`. */
  readonly timeZone: string;
}

/** Schedules of production jobs. Every verb may be repeated. */
export interface ProductionSchedules {
  /** Makes or updates the build's schedule and gives its id. */
  put(schedule: ProductionSchedule): Promise<string>;
  /** Removes it; one that is gone is fine. */
  remove(buildId: string): Promise<void>;
  /** The builds that have one. */
  builds(): Promise<string[]>;
}
