import { secondsInWords } from '../../http/retry-after.ts';
import type { Calls } from './calls.ts';
import { DbtCloudError, isDbtCloudError } from './dbt-cloud-error.ts';
import { pause } from './pause.ts';
import { answeredRun, type DbtCloudRun, hasEnded, runOf } from './run.ts';

export interface RunToAwait {
  readonly runId: number;
  /** How long to wait in all, in milliseconds; an hour unless given. The run itself goes on after it. */
  readonly patienceMs?: number;
  /** How long to wait between looks, in milliseconds; the last one again and again. */
  readonly pausesMs?: readonly number[];
  /**
   * Whether the run is cancelled when the access's signal is aborted, by the abort's reason; so it is unless this says no.
   * A worker that shuts down aborts too, and the run is to go on.
   */
  readonly cancelOnAbort?: (reason: unknown) => boolean;
}

/** Reads a run with its steps; with their logs too where `logs` says so. */
export async function readRun(calls: Calls, runId: number, { logs = false } = {}): Promise<DbtCloudRun> {
  const related = encodeURIComponent(JSON.stringify(['trigger', 'run_steps', ...(logs ? ['debug_logs'] : [])]));
  const path = `/v2/accounts/${calls.accountId}/runs/${runId}/?include_related=${related}`;
  return runOf(await calls.read(path, answeredRun), calls.host.webUrl, calls.accountId);
}

/**
 * Waits for a run's end, ever less often, and says how far it is. When everything is aborted the run is cancelled and the
 * abort goes on. How the run ended is for the caller to judge.
 */
export async function awaitRun(
  calls: Calls,
  { runId, patienceMs = 3_600_000, pausesMs = defaultPauses, cancelOnAbort = () => true }: RunToAwait,
): Promise<DbtCloudRun> {
  const started = performance.now();
  try {
    for (let looks = 0; ; looks += 1) {
      calls.signal?.throwIfAborted();
      const run = await readRun(calls, runId);
      calls.progress(progressLine(run));
      if (hasEnded(run)) return run;
      const waited = performance.now() - started;
      if (waited > patienceMs) {
        throw new DbtCloudError('dbt-cloud-run-overdue', `The run has not ended after ${secondsInWords(waited)}.`, {
          link: run.url,
        });
      }
      const ms = pausesMs[Math.min(looks, pausesMs.length - 1)] ?? 15_000;
      await pause(ms, calls.signal);
    }
  } catch (error) {
    const { signal } = calls;
    if (signal?.aborted && cancelOnAbort(signal.reason)) await cancelRun(calls, runId).catch(() => {});
    throw error;
  }
}

const defaultPauses = [2_000, 3_000, 5_000, 8_000, 10_000, 15_000];

/** Cancels a run; one that has ended stays as it is. Also done while everything else is being aborted. */
export async function cancelRun(calls: Calls, runId: number): Promise<void> {
  try {
    const signal = AbortSignal.timeout(15_000);
    await calls.post(`/v2/accounts/${calls.accountId}/runs/${runId}/cancel/`, answeredRun, { signal });
  } catch (error) {
    if (isDbtCloudError(error, 'dbt-cloud-not-found')) return;
    // What has ended is not cancelled, and refusing to is no failure.
    if (isDbtCloudError(error, 'dbt-cloud-request-refused') && !calls.signal?.aborted) {
      if (hasEnded(await readRun(calls, runId))) return;
    }
    throw error;
  }
}

/** One short line: where the run is, and which of its steps. */
export function progressLine({ status, steps, id }: DbtCloudRun): string {
  if (status === 'queued') return `Run ${id} waits for a free slot`;
  const at = steps.find((step) => step.status === 'running' || step.status === 'queued' || step.status === 'starting');
  if (!at || hasEnded({ status })) return `Run ${id}: ${status}`;
  return `Run ${id}: step ${at.index} of ${steps.length}, ${at.command ?? at.name.toLowerCase()}`;
}
