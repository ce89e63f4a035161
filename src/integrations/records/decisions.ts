import type { Kysely } from 'kysely';
import type { DecisionRecord } from './records.ts';
import type { Tables } from './tables.ts';

/**
 * Adds a decision to the audit trail. The outcome is part of its identity: an update that was refused
 * may be sent again under its id and be accepted, and both are kept.
 */
export async function addDecision(db: Kysely<Tables>, decision: DecisionRecord): Promise<void> {
  await db
    .insertInto('decisions')
    .values({
      build_id: decision.buildId,
      ask: decision.ask,
      kind: decision.kind,
      update_id: decision.updateId,
      revision: decision.revision,
      decided_by: decision.by,
      via: decision.via,
      at: decision.at,
      outcome: decision.outcome,
      reason: decision.reason ?? null,
    })
    .onConflict((conflict) => conflict.columns(['build_id', 'ask', 'kind', 'update_id', 'outcome']).doNothing())
    .execute();
}

/** A build's decisions, oldest first. */
export async function listDecisions(db: Kysely<Tables>, buildId: string): Promise<DecisionRecord[]> {
  const rows = await db
    .selectFrom('decisions')
    .selectAll()
    .where('build_id', '=', buildId)
    .orderBy('at')
    .orderBy('ask')
    .orderBy('update_id')
    .execute();
  return rows.map((row) => ({
    buildId: row.build_id,
    ask: row.ask,
    kind: row.kind,
    updateId: row.update_id,
    revision: row.revision,
    by: row.decided_by,
    via: row.via,
    at: row.at,
    outcome: row.outcome,
    reason: row.reason ?? undefined,
  }));
}
