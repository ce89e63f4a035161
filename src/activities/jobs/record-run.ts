import type { RunState } from '../../domain/build/state.ts';
import type { Dependencies } from '../dependencies.ts';

/** Records a run, and keeps its results for as long as its build stands. */
export async function recordRun(
  { records, roots }: Pick<Dependencies, 'records' | 'roots'>,
  { buildId, startedAt }: { readonly buildId: string; readonly startedAt: string },
  run: RunState,
): Promise<void> {
  const { id: runId, job, subject, status, seconds, endedAt, results } = run;
  await records.upsertRun({ buildId, runId, job, subject, status, startedAt, endedAt, seconds, results });
  await roots.root(buildId, [results]);
}

/** Words for a sentence; the results have them whole. */
export function inFew(seen: string): string {
  return seen.length <= 160 ? seen : `${seen.slice(0, 159)}…`;
}
