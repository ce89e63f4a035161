import { z } from 'zod';
import type { NodeResult } from '../../../domain/rehearsal/report.ts';
import { type RunResults, runResultsSchema } from '../../../domain/rehearsal/run-results.ts';
import { nodeResultsOf } from '../../dbt/run-results.ts';
import { readRun } from './await-run.ts';
import type { Calls } from './calls.ts';
import { isDbtCloudError } from './dbt-cloud-error.ts';
import type { DbtCloudRun, RunStep } from './run.ts';

/** What a run came to: its commands, what became of every node, and the end of its log. */
export interface RunOutcome extends Pick<RunResults, 'commands' | 'nodes' | 'log'> {
  readonly run: DbtCloudRun;
  /** The step at which it failed, with its log; null where none did. */
  readonly failed: RunStep | null;
}

/** What only the caller knows of a run: what it was for, and whether it did what was promised. */
export type Judged = Pick<RunResults, 'job' | 'subject' | 'landed' | 'promised' | 'seen' | 'asPromised'> &
  Partial<Pick<RunResults, 'rowCounts' | 'moved' | 'metrics' | 'docs'>>;

/** dbt's commands, each with whether its results tell of nodes: those of docs are once more of every node. */
const commands: Readonly<Record<string, boolean>> = {
  ...{ build: true, run: true, test: true, seed: true, snapshot: true, retry: true },
  ...{ docs: false, deps: false, compile: false, parse: false, ls: false, list: false, source: false, show: false },
  ...{ clone: false, debug: false, clean: false, 'run-operation': false },
};

/** The first word that is a command decides: flags may stand before it, and names of models behind. */
function tellsOfNodes({ command }: RunStep): boolean {
  const word = command?.split(/\s+/).find((each) => Object.hasOwn(commands, each));
  return word !== undefined && commands[word] === true;
}

/** Reads what an ended run left behind, step by step: the run's own results are those of its last step, perhaps of docs. */
export async function readOutcome(calls: Calls, runId: number): Promise<RunOutcome> {
  const run = await withFailedLog(calls, await readRun(calls, runId, { logs: true }));
  const nodes: NodeResult[] = [];
  for (const step of run.steps) {
    if (tellsOfNodes(step)) nodes.push(...(await resultsOf(calls, runId, step)));
  }
  return {
    run,
    failed: run.steps.find(({ status }) => status === 'error') ?? null,
    commands: run.steps.flatMap((step) =>
      step.command === null
        ? []
        : [{ title: step.command, succeeded: step.status === 'success', seconds: secondsOf(step) }],
    ),
    nodes,
    log: logOf(run).slice(-20_000),
  };
}

/** What is read of a step by itself, where the run's own answer has no log of it. */
const stepLog = z.object({ logs: z.string().nullish(), truncated_debug_logs: z.string().nullish() });

/** A failed step without its log says nothing: the step itself is asked. */
async function withFailedLog(calls: Calls, run: DbtCloudRun): Promise<DbtCloudRun> {
  const failed = run.steps.find(({ status, logs }) => status === 'error' && logs === '');
  if (!failed) return run;
  const { logs, truncated_debug_logs } = await calls.read(
    `/v2/accounts/${calls.accountId}/steps/${failed.id}/`,
    stepLog,
  );
  const log = logs || truncated_debug_logs || '';
  return { ...run, steps: run.steps.map((step) => (step === failed ? { ...step, logs: log } : step)) };
}

/** A step that failed before dbt had results, or was never reached, has none. */
async function resultsOf(calls: Calls, runId: number, { index, status }: RunStep): Promise<NodeResult[]> {
  if (status !== 'success' && status !== 'error') return [];
  const path = `/v2/accounts/${calls.accountId}/runs/${runId}/artifacts/run_results.json?step=${index}`;
  try {
    return nodeResultsOf(await calls.readBare(path, z.unknown()));
  } catch (error) {
    if (isDbtCloudError(error, 'dbt-cloud-not-found')) return [];
    throw error;
  }
}

/** A run's file as it is, such as `manifest.json`; undefined where the run has none. */
export async function readArtifact(
  calls: Calls,
  runId: number,
  file: 'manifest.json' | 'run_results.json' | 'catalog.json',
  step?: number,
): Promise<unknown> {
  const query = step === undefined ? '' : `?step=${step}`;
  try {
    return await calls.readBare(`/v2/accounts/${calls.accountId}/runs/${runId}/artifacts/${file}${query}`, z.unknown());
  } catch (error) {
    if (isDbtCloudError(error, 'dbt-cloud-not-found')) return undefined;
    throw error;
  }
}

/** The run in the form that is kept and drawn. */
export function runResultsOf({ commands, nodes, log }: RunOutcome, judged: Judged): RunResults {
  const given = { rowCounts: [], moved: [], metrics: [], docs: null, ...judged };
  return runResultsSchema.parse({ schema: 'run-results/1', commands, nodes, log, ...given });
}

function secondsOf({ startedAt, finishedAt }: RunStep): number {
  const ms = Date.parse(finishedAt ?? '') - Date.parse(startedAt ?? '');
  return ms > 0 ? Math.round(ms) / 1000 : 0;
}

function logOf({ steps, message }: DbtCloudRun): string {
  const parts = steps.filter(({ logs }) => logs !== '').map(({ name, logs }) => `${name}\n${logs.trimEnd()}`);
  return [...parts, ...(message ? [message] : [])].join('\n\n');
}
