/** What a run does. Steps before dbt's own (clone, profile, dependencies) are added by the stand-in. */
export interface RunPlan {
  readonly ends: 'success' | 'error' | 'cancelled' | 'never';
  /** By the command as it stands in the job; what is not named succeeds with no results. */
  readonly steps?: Readonly<Record<string, StepPlan>>;
}

export interface StepPlan {
  readonly logs?: string;
  /** The step's `run_results.json`, whole. */
  readonly runResults?: unknown;
  readonly manifest?: unknown;
  readonly fails?: boolean;
}

export const runStatus = { queued: 1, starting: 2, running: 3, success: 10, error: 20, cancelled: 30 } as const;
export type RunStatus = (typeof runStatus)[keyof typeof runStatus];
