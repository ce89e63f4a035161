import type { Kysely } from 'kysely';
import { getBuild, listBuilds, upsertBuild } from './builds.ts';
import { addDecision, listDecisions } from './decisions.ts';
import { deleteDraft, getDraft, saveDraft } from './drafts.ts';
import { addModelCall, listModelCalls, sumModelCalls } from './model-calls.ts';
import type { Records } from './records.ts';
import { listRuns, upsertRun } from './runs.ts';
import type { Tables } from './tables.ts';

/** Records on any database whose tables are up to date: the one query layer for SQLite and PostgreSQL. */
export function recordsOn(db: Kysely<Tables>): Records {
  return {
    upsertBuild: (build) => upsertBuild(db, build),
    listBuilds: (filter) => listBuilds(db, filter),
    getBuild: (id) => getBuild(db, id),
    addDecision: (decision) => addDecision(db, decision),
    listDecisions: (buildId) => listDecisions(db, buildId),
    upsertRun: (run) => upsertRun(db, run),
    listRuns: (filter) => listRuns(db, filter),
    addModelCall: (call) => addModelCall(db, call),
    listModelCalls: (buildId) => listModelCalls(db, buildId),
    sumModelCalls: (buildIds) => sumModelCalls(db, buildIds),
    saveDraft: (draft) => saveDraft(db, draft),
    getDraft: (owner, form) => getDraft(db, owner, form),
    deleteDraft: (owner, form) => deleteDraft(db, owner, form),
    close: () => db.destroy(),
  };
}
