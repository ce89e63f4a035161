import type { Kysely } from 'kysely';
import { pageSize } from './page-size.ts';
import type { RunFilter, RunRecord } from './records.ts';
import type { Tables } from './tables.ts';

/** Adds or completes a run; a late report that it is running does not undo its end. */
export async function upsertRun(db: Kysely<Tables>, run: RunRecord): Promise<void> {
  const identity = { build_id: run.buildId, run_id: run.runId };
  const state = {
    job: run.job,
    subject: run.subject ?? null,
    status: run.status,
    started_at: run.startedAt,
    ended_at: run.endedAt ?? null,
    seconds: run.seconds ?? null,
    results: run.results ?? null,
  };
  await db
    .insertInto('runs')
    .values({ ...identity, ...state })
    .onConflict((conflict) =>
      conflict
        .columns(['build_id', 'run_id'])
        .doUpdateSet(state)
        .where((where) => where.or([where('runs.ended_at', 'is', null), where('excluded.ended_at', 'is not', null)])),
    )
    .execute();
}

/** Runs of one build or of all, newest first. */
export async function listRuns(db: Kysely<Tables>, filter: RunFilter): Promise<RunRecord[]> {
  let query = db.selectFrom('runs').selectAll();
  if (filter.buildId !== undefined) query = query.where('build_id', '=', filter.buildId);
  if (filter.job !== undefined) query = query.where('job', '=', filter.job);
  const rows = await query
    .orderBy('started_at', 'desc')
    .orderBy('run_id', 'desc')
    .limit(pageSize(filter.limit))
    .execute();
  return rows.map((row) => ({
    buildId: row.build_id,
    runId: row.run_id,
    job: row.job,
    subject: row.subject ?? undefined,
    status: row.status,
    startedAt: row.started_at,
    endedAt: row.ended_at ?? undefined,
    seconds: row.seconds ?? undefined,
    results: row.results ?? undefined,
  }));
}
