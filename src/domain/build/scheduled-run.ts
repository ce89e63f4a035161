/** One of several schedules by which production runs by itself. */
export interface ScheduledRun {
  readonly id: string;
  readonly title: string;
  /** Five fields, in UTC. */
  readonly cron: string;
  /** Builds everything from nothing. */
  readonly fullRefresh: boolean;
}

/** When production runs by itself: at one time, or at each of the scenario's schedules. */
export interface Times {
  readonly cron: string;
  readonly schedules?: readonly ScheduledRun[];
}

/** The id of a build's schedule; of one of several, the beginning of its id. */
export function scheduleId(buildId: string): string {
  return `production-${buildId}`;
}
