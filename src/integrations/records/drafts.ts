import type { Kysely } from 'kysely';
import type { Draft } from './records.ts';
import type { Tables } from './tables.ts';

/** Keeps what somebody has typed so far; the last save counts. */
export async function saveDraft(db: Kysely<Tables>, draft: Draft): Promise<void> {
  const content = { fields: JSON.stringify(draft.fields ?? null), saved_at: draft.savedAt };
  await db
    .insertInto('drafts')
    .values({ owner: draft.owner, form: draft.form, ...content })
    .onConflict((conflict) => conflict.columns(['owner', 'form']).doUpdateSet(content))
    .execute();
}

/** What somebody has typed into a form and not sent. */
export async function getDraft(db: Kysely<Tables>, owner: string, form: string): Promise<Draft | undefined> {
  const row = await db
    .selectFrom('drafts')
    .selectAll()
    .where('owner', '=', owner)
    .where('form', '=', form)
    .executeTakeFirst();
  return row && { owner: row.owner, form: row.form, fields: JSON.parse(row.fields), savedAt: row.saved_at };
}

/** Forgets a draft; one that is not there is fine. */
export async function deleteDraft(db: Kysely<Tables>, owner: string, form: string): Promise<void> {
  await db.deleteFrom('drafts').where('owner', '=', owner).where('form', '=', form).execute();
}
