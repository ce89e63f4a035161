import { type DbtCloudAccount, type PlanFeatures, readAccount, readFeatures } from './account.ts';
import { awaitRepository, type KnownRepository, type RepositoryToAwait } from './await-repository.ts';
import { awaitRun, cancelRun, type RunToAwait, readRun } from './await-run.ts';
import { connect, type DbtCloudAccess } from './calls.ts';
import type { DbtCloudHost } from './host.ts';
import type { Inventory } from './inventory.ts';
import { listInventory } from './list-inventory.ts';
import { type PullRequestCommit, runsOfPullRequest } from './pull-request-runs.ts';
import { type Removal, removeStanding } from './remove-standing.ts';
import type { DbtCloudRun } from './run.ts';
import { type RunOutcome, readArtifact, readOutcome } from './run-outcome.ts';
import { isScheduled, setScheduled } from './schedule.ts';
import { findRun, retryRun, runsGoingOn, triggerRun, type WantedRun } from './trigger-run.ts';

/** An account of dbt Cloud. Every verb throws `DbtCloudError`; after the access's signal is aborted, its reason. */
export interface DbtCloud {
  readonly host: DbtCloudHost;
  readonly accountId: number;
  /** Reads the account: that it is reachable, and its plan. */
  account(): Promise<DbtCloudAccount>;
  /** What the plan has. */
  features(account: DbtCloudAccount): Promise<PlanFeatures>;
  /** What stands under a build's marker, `foundry-<build>`, with the ids by which Terraform adopts it. */
  inventory(marker: string): Promise<Inventory>;
  /** Deletes what an inventory lists, and says what remains. */
  remove(inventory: Inventory): Promise<Removal>;
  /** Waits until dbt Cloud knows a repository by its name. */
  awaitRepository(wanted: RepositoryToAwait): Promise<KnownRepository>;
  findRun(jobId: number, cause: string): Promise<DbtCloudRun | undefined>;
  /** A job's runs that have not ended, whoever started them. */
  runsGoingOn(jobId: number): Promise<DbtCloudRun[]>;
  /** A CI job's runs of one commit of a pull request, newest first, whoever started them. */
  runsOfPullRequest(jobId: number, pullRequest: PullRequestCommit): Promise<DbtCloudRun[]>;
  /** Starts a run unless there is one with its cause. */
  trigger(wanted: WantedRun): Promise<DbtCloudRun>;
  awaitRun(wanted: RunToAwait): Promise<DbtCloudRun>;
  readRun(runId: number, options?: { readonly logs?: boolean }): Promise<DbtCloudRun>;
  /** What an ended run left behind: see `runResultsOf`. */
  outcome(runId: number): Promise<RunOutcome>;
  /** A file of a run, of one step or of its last; undefined where there is none. */
  artifact(runId: number, file: 'manifest.json' | 'run_results.json' | 'catalog.json', step?: number): Promise<unknown>;
  cancel(runId: number): Promise<void>;
  /** Goes on with a failed run from its failed step; once, however often asked. */
  retry(run: Pick<DbtCloudRun, 'id' | 'jobId'>): Promise<DbtCloudRun>;
  isScheduled(jobId: number): Promise<boolean>;
  /** Pauses a job's schedule (false), or lets it go on. */
  setScheduled(jobId: number, on: boolean): Promise<void>;
}

/**
 * Opens an account by its Admin API. Opened anew for each step, with its signal and its progress; makes no call yet, and
 * throws where the host is none.
 *
 * @example
 * const dbtCloud = openDbtCloud({ host: 'emea.dbt.com', accountId: 4711, token, signal, progress, logger });
 * const run = await dbtCloud.trigger({ jobId: 5, cause: 'foundry-bq7c production 1' });
 * const ended = await dbtCloud.awaitRun({ runId: run.id });
 */
export function openDbtCloud(access: DbtCloudAccess): DbtCloud {
  const calls = connect(access);
  return {
    host: calls.host,
    accountId: calls.accountId,
    account: () => readAccount(calls),
    features: (account) => readFeatures(calls, account),
    inventory: (marker) => listInventory(calls, marker),
    remove: (inventory) => removeStanding(calls, inventory),
    awaitRepository: (wanted) => awaitRepository(calls, wanted),
    findRun: (jobId, cause) => findRun(calls, jobId, cause),
    runsGoingOn: (jobId) => runsGoingOn(calls, jobId),
    runsOfPullRequest: (jobId, pullRequest) => runsOfPullRequest(calls, jobId, pullRequest),
    trigger: (wanted) => triggerRun(calls, wanted, access.pausesMs),
    awaitRun: (wanted) => awaitRun(calls, wanted),
    readRun: (runId, options) => readRun(calls, runId, options),
    outcome: (runId) => readOutcome(calls, runId),
    artifact: (runId, file, step) => readArtifact(calls, runId, file, step),
    cancel: (runId) => cancelRun(calls, runId),
    retry: (run) => retryRun(calls, run),
    isScheduled: (jobId) => isScheduled(calls, jobId),
    setScheduled: (jobId, on) => setScheduled(calls, jobId, on),
  };
}
