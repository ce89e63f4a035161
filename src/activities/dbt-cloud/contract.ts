import type { AccountAccess } from '../../domain/accounts/account-access.ts';
import type { Warehouse } from '../../domain/brief/brief.ts';
import type {
  AccountsLooked,
  InfrastructureOptions,
  InfrastructureState,
  PlanState,
  PullRequestState,
  TemplateState,
} from '../../domain/build/infrastructure.ts';
import type { ScheduledRun } from '../../domain/build/scheduled-run.ts';
import type { Digest, RunState } from '../../domain/build/state.ts';

/** Of a step that works in a build's accounts: values and handles, never a secret. */
export interface InAccounts {
  readonly buildId: string;
  readonly access: AccountAccess;
}

/** What Terraform is to make of a build's project. */
export interface InfrastructureInput extends InAccounts {
  readonly project: Digest;
  readonly warehouse: Warehouse;
  /** What `git clone` takes. */
  readonly cloneUrl: string;
  /** When production runs by itself, as a cron line in UTC, and whether it does. */
  readonly schedule: string;
  readonly scheduleActive: boolean;
  /** The production job's commands by the scenario's run plan. */
  readonly steps?: readonly string[];
  /** Instead of one schedule, each of these by a job of its own. */
  readonly schedules?: readonly ScheduledRun[];
  readonly options: InfrastructureOptions;
  /** Whether the Semantic Layer is set up, which needs a green production run before. */
  readonly semanticLayer: boolean;
  /** Raised by one for each change of a secret. */
  readonly secretVersion: number;
}

export interface ApplyInput extends InfrastructureInput {
  /** The changes of the plan that a person has agreed to: `PlanState.changes`. */
  readonly approved?: string;
}

/** `waits`: nothing was done, as the plan does more than make and change. */
export type Applied =
  | { readonly kind: 'applied'; readonly infrastructure: InfrastructureState }
  | { readonly kind: 'waits'; readonly plan: PlanState };

/** Of a step that works in what Terraform has made. */
export interface InInfrastructure extends InAccounts {
  readonly project: Digest;
  readonly infrastructure: InfrastructureState;
}

export interface CloudRunInput extends InInfrastructure {
  readonly job: 'load' | 'production';
  /** Unique in the build: a run is never started twice under it. */
  readonly runId: string;
  /** The batch that is loaded, or after whose landing production runs. */
  readonly subject?: string;
  /** The batch that the raw schema holds; of a load, the one before. */
  readonly landed?: string;
  /** The run in dbt Cloud that failed and is to go on from its failed step. */
  readonly retry?: number;
}

export interface PullRequestRunInput extends InInfrastructure {
  readonly pullRequest: PullRequestState;
  readonly runId: string;
}

/**
 * The steps of a build whose target is dbt Cloud. Each finds what an earlier, unanswered attempt made before it makes it,
 * and fails as all steps do (see `Activities`); one that lacks a value or a secret with a code of `waitsForAccounts`.
 */
export interface DbtCloudActivities {
  /** Looks at the accounts without changing them. A check that fails is a row of the table, not a failure. */
  checkAccounts(input: InAccounts & { readonly brief: Digest }): Promise<AccountsLooked>;
  /** Reads the template repository at a commit; `null` where none is set. */
  readTemplateRepository(input: InAccounts): Promise<TemplateState | null>;
  planInfrastructure(input: InfrastructureInput): Promise<PlanState>;
  applyInfrastructure(input: ApplyInput): Promise<Applied>;
  /** Waits until dbt Cloud can clone the repository. */
  awaitRepository(input: InInfrastructure): Promise<void>;
  /** Starts a job once, waits for its end, and judges it by what was promised. */
  runCloudJob(input: CloudRunInput): Promise<RunState>;
  /** Opens a pull request a change, or finds the open ones. */
  openPullRequests(input: InAccounts & { readonly project: Digest }): Promise<readonly PullRequestState[]>;
  /** Waits for the CI run of a pull request, and starts it where dbt Cloud has not by itself. */
  runPullRequest(input: PullRequestRunInput): Promise<RunState>;
  closePullRequests(input: InAccounts & { readonly pullRequests: readonly PullRequestState[] }): Promise<void>;
  /** Pauses production's schedule, or lets it go on. */
  setCloudSchedule(input: InInfrastructure & { readonly on: boolean }): Promise<void>;
  /** Drops the demo's schemas in the warehouse by a run of the load job. @param runId unique in the build */
  dropSchemas(input: InInfrastructure & { readonly runId: string }): Promise<void>;
  /**
   * Removes all that the build has in dbt Cloud, whether its state knows it or not; fails as `infrastructure-left` with what
   * stands still.
   */
  destroyInfrastructure(input: InfrastructureInput): Promise<void>;
}
