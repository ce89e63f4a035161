import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect } from 'kysely';
import { onTestFinished } from 'vitest';
import { migrate } from '../../../src/integrations/records/migrate.ts';
import { openSqliteRecords } from '../../../src/integrations/records/open-sqlite.ts';
import type { Records } from '../../../src/integrations/records/records.ts';
import { recordsOn } from '../../../src/integrations/records/records-on.ts';
import type { Tables } from '../../../src/integrations/records/tables.ts';

/** A folder of this test's own, gone when the test has ended. */
export async function testFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'foundry records '));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export async function sqliteRecords(): Promise<Records> {
  const records = await openSqliteRecords(join(await testFolder(), 'records.sqlite'));
  onTestFinished(() => records.close());
  return records;
}

let postgres: Promise<Kysely<Tables>> | undefined;

/** Empty records on a real PostgreSQL, compiled to run inside this process and shared by the tests of a file. */
export async function postgresRecords(): Promise<Records> {
  postgres ??= startPostgres();
  const db = await postgres;
  for (const table of ['builds', 'decisions', 'runs', 'model_calls', 'drafts'] as const)
    await db.deleteFrom(table).execute();
  return recordsOn(db);
}

async function startPostgres(): Promise<Kysely<Tables>> {
  const db = new Kysely<Tables>({ dialect: new PGliteDialect({ pglite: new PGlite() }) });
  await migrate(db);
  return db;
}
