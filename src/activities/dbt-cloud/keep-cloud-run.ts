import type { RunState } from '../../domain/build/state.ts';
import { snapshotSchema } from '../../domain/project/snapshot.ts';
import { judgeRun } from '../../domain/rehearsal/judge-run.ts';
import { oneResult } from '../../domain/run-plan/one-result.ts';
import { scenarioSchema } from '../../domain/scenario/scenario.ts';
import { getJson, putJson } from '../../integrations/artifacts/json.ts';
import type { DbtCloud } from '../../integrations/platform/dbt-cloud/open-dbt-cloud.ts';
import type { DbtCloudRun } from '../../integrations/platform/dbt-cloud/run.ts';
import { type RunOutcome, runResultsOf } from '../../integrations/platform/dbt-cloud/run-outcome.ts';
import type { Dependencies } from '../dependencies.ts';
import { inFew, recordRun } from '../jobs/record-run.ts';
import type { InInfrastructure } from './contract.ts';
import type { AccountDeps } from './services.ts';

/** What keeping a run takes besides the accounts. */
export type CloudRunDeps = AccountDeps & Pick<Dependencies, 'records' | 'roots'>;

/** What a run was for. */
export interface RunToKeep extends Pick<RunState, 'job' | 'subject'> {
  readonly runId: string;
  /** The batch that the raw schema held; null where that says nothing of the run. */
  readonly landed: string | null;
}

/** Reads what an ended run left behind, judges it by what the scenario promised, and records it. */
export async function keepCloudRun(
  deps: CloudRunDeps,
  cloud: DbtCloud,
  { buildId, project }: Pick<InInfrastructure, 'buildId' | 'project'>,
  { runId, job, subject, landed }: RunToKeep,
  run: DbtCloudRun,
): Promise<RunState> {
  const { scenario: digest } = await getJson(deps.artifacts, snapshotSchema, project);
  const scenario = await getJson(deps.artifacts, scenarioSchema, digest);
  const ran = await wholeOutcome(cloud, run.id);
  const succeeded = run.status === 'success';
  const outcome =
    job === 'production' ? { ...ran, nodes: [...oneResult(scenario, { succeeded, nodes: ran.nodes })] } : ran;
  const about = { job, ...(subject === undefined ? {} : { subject }) };
  const { nodes } = outcome;
  const { promised, seen, passed } = judgeRun(scenario, {
    ...about,
    ...{ landed, succeeded, nodes, failedAt: placeOf(outcome) },
  });
  const judged = { job, subject: subject ?? null, landed, promised, seen, asPromised: passed };
  const { startedAt, endedAt, seconds } = timesOf(run);
  const state: RunState = {
    id: runId,
    ...about,
    status: succeeded ? 'green' : 'red',
    asPromised: passed,
    seen: inFew(seen),
    seconds,
    endedAt,
    results: await putJson(deps.artifacts, runResultsOf(outcome, judged)),
    url: run.url,
    cloudId: run.id,
  };
  await recordRun(deps, { buildId, startedAt }, state);
  return state;
}

/** The longest chain of retries that is read back. */
const mostRetries = 10;

/** A retry goes on from the failed step: what became of the other nodes is told by the run that it retries. */
async function wholeOutcome(cloud: DbtCloud, runId: number, retries = 0): Promise<RunOutcome> {
  const outcome = await cloud.outcome(runId);
  const { retriedRunId } = outcome.run;
  if (retriedRunId === null || retries === mostRetries) return outcome;
  const before = await wholeOutcome(cloud, retriedRunId, retries + 1);
  const again = new Set(outcome.nodes.map(({ uniqueId }) => uniqueId));
  return { ...outcome, nodes: [...before.nodes.filter(({ uniqueId }) => !again.has(uniqueId)), ...outcome.nodes] };
}

/** Where a run failed, in one short line. */
function placeOf({ failed, run }: RunOutcome): string | undefined {
  if (failed) return failed.command ?? failed.name;
  return run.message?.replace(/\s+/g, ' ').slice(0, 200);
}

/** As a person waits: from when the run was asked for, its wait for a slot included. */
function timesOf({ createdAt, startedAt, finishedAt }: DbtCloudRun) {
  const end = Date.parse(finishedAt ?? '') || Date.now();
  const start = Date.parse(createdAt ?? startedAt ?? '') || end;
  return {
    startedAt: new Date(start).toISOString(),
    endedAt: new Date(end).toISOString(),
    seconds: Math.max(0, Math.round((end - start) / 10) / 100),
  };
}
