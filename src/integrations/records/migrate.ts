import type { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import { RecordsError } from './errors.ts';
import { migrations } from './migrations/index.ts';
import type { Tables } from './tables.ts';

/** Brings the tables up to date. Throws `RecordsError` when a newer version of this service has altered them. */
export async function migrate(db: Kysely<Tables>): Promise<void> {
  const { error } = await new Migrator({ db, provider: { getMigrations: async () => migrations } }).migrateToLatest();
  if (error === undefined) return;
  if (error instanceof Error && error.message.startsWith('corrupted migrations')) {
    throw new RecordsError(
      'records-too-new',
      'The records were written by a newer version. Start that version, or move the records aside.',
      { cause: error },
    );
  }
  throw new RecordsError('records-unavailable', 'The tables of the records could not be brought up to date.', {
    cause: error,
  });
}
