import { type Kysely, type Selectable, sql } from 'kysely';
import { pageSize } from './page-size.ts';
import type { BuildFilter, BuildRecord } from './records.ts';
import type { Tables } from './tables.ts';

/** Writes a build's row, unless a newer state of the build stands there already: then it gives `false`. */
export async function upsertBuild(db: Kysely<Tables>, build: BuildRecord): Promise<boolean> {
  const { id, created_at, ...changing } = toRow(build);
  const written = await db
    .insertInto('builds')
    .values({ id, created_at, ...changing })
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet(changing).whereRef('builds.updated_at', '<=', 'excluded.updated_at'),
    )
    .returning('id')
    .executeTakeFirst();
  return written !== undefined;
}

/** A page of builds, newest first. */
export async function listBuilds(db: Kysely<Tables>, filter: BuildFilter): Promise<BuildRecord[]> {
  let query = db.selectFrom('builds').selectAll();
  if (filter.owner !== undefined) query = query.where('owner', '=', filter.owner);
  if (filter.phase !== undefined) query = query.where('phase', '=', filter.phase);
  if (filter.status !== undefined) query = query.where('status', '=', filter.status);
  for (const word of wordsOf(filter.text ?? '')) {
    query = query.where(sql<boolean>`search_text like ${`%${word.replaceAll(/[!%_]/g, '!$&')}%`} escape '!'`);
  }
  if (filter.leftovers) query = query.where('summary', 'like', '%"leftovers":%');
  const { before } = filter;
  if (before !== undefined) {
    query = query.where((where) =>
      where.or([
        where('created_at', '<', before.createdAt),
        where.and([where('created_at', '=', before.createdAt), where('id', '<', before.id)]),
      ]),
    );
  }
  const rows = await query.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(pageSize(filter.limit)).execute();
  return rows.map(fromRow);
}

/** One build's row. */
export async function getBuild(db: Kysely<Tables>, id: string): Promise<BuildRecord | undefined> {
  const row = await db.selectFrom('builds').selectAll().where('id', '=', id).executeTakeFirst();
  return row && fromRow(row);
}

function toRow(build: BuildRecord) {
  return {
    id: build.id,
    owner: build.owner,
    company: build.company,
    industry: build.industry,
    target: build.target,
    warehouse: build.warehouse,
    phase: build.phase,
    status: build.status,
    revision: build.revision,
    created_at: build.createdAt,
    updated_at: build.updatedAt,
    expires_at: build.expiresAt ?? null,
    workflow_run_id: build.workflowRunId,
    repository_name: build.repositoryName ?? null,
    repository_url: build.repositoryUrl ?? null,
    summary: JSON.stringify(build.summary),
    search_text: folded([build.company, build.industry, build.repositoryName ?? '', build.owner, build.id].join('\n')),
  };
}

function fromRow(row: Selectable<Tables['builds']>): BuildRecord {
  return {
    id: row.id,
    owner: row.owner,
    company: row.company,
    industry: row.industry,
    target: row.target,
    warehouse: row.warehouse,
    phase: row.phase,
    status: row.status,
    revision: row.revision,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    expiresAt: row.expires_at ?? undefined,
    workflowRunId: row.workflow_run_id,
    repositoryName: row.repository_name ?? undefined,
    repositoryUrl: row.repository_url ?? undefined,
    summary: JSON.parse(row.summary),
  };
}

function wordsOf(text: string): string[] {
  return folded(text)
    .split(/\s+/)
    .filter((word) => word !== '');
}

/** Text as search compares it: one form for each letter, no case. */
function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
