import type { AccountCheck } from '../../domain/accounts/account-check.ts';
import { accountChecksSchema } from '../../domain/accounts/account-checks.ts';
import { type Preview, previewSchema } from '../../domain/build/plan-preview.ts';
import { type BuildState, currentRevision, rehearsalOf } from '../../domain/build/state.ts';
import { type Snapshot, snapshotSchema } from '../../domain/project/snapshot.ts';
import { type RehearsalReport, rehearsalReportSchema } from '../../domain/rehearsal/report.ts';
import { type RunResults, runResultsSchema } from '../../domain/rehearsal/run-results.ts';
import { type Scenario, scenarioSchema } from '../../domain/scenario/scenario.ts';
import { getJson } from '../../integrations/artifacts/json.ts';
import type { ArtifactStore } from '../../integrations/artifacts/store.ts';

/** The scenario of the build's revision, or of an earlier one. */
export async function loadScenario(
  artifacts: ArtifactStore,
  state: BuildState,
  revision = state.revision,
): Promise<Scenario | undefined> {
  const digest = state.revisions.find(({ number }) => number === revision)?.scenario;
  return digest === undefined ? undefined : getJson(artifacts, scenarioSchema, digest);
}

/** The project of the build's revision, once it is rendered and rehearsed; ahead of a decision too. */
export async function loadSnapshot(artifacts: ArtifactStore, state: BuildState): Promise<Snapshot | undefined> {
  const digest = currentRevision(state)?.project ?? rehearsalOf(state)?.project;
  return digest === undefined ? undefined : getJson(artifacts, snapshotSchema, digest);
}

/** The report of the revision's rehearsal. */
export async function loadReport(artifacts: ArtifactStore, state: BuildState): Promise<RehearsalReport | undefined> {
  const digest = rehearsalOf(state)?.report;
  return digest === undefined ? undefined : getJson(artifacts, rehearsalReportSchema, digest);
}

/** What the last look at the accounts found. */
export async function loadChecks(artifacts: ArtifactStore, { accounts }: BuildState): Promise<readonly AccountCheck[]> {
  return accounts === undefined ? [] : getJson(artifacts, accountChecksSchema, accounts.checks);
}

/** What Terraform would do, where it was planned. */
export async function loadPreview(artifacts: ArtifactStore, { plan }: BuildState): Promise<Preview | undefined> {
  return plan && getJson(artifacts, previewSchema, plan.preview);
}

/** What a run left behind. */
export function loadResults(artifacts: ArtifactStore, digest: string): Promise<RunResults> {
  return getJson(artifacts, runResultsSchema, digest);
}
