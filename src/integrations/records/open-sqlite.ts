import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { Kysely, SqliteDialect } from 'kysely';
import { RecordsError } from './errors.ts';
import { migrate } from './migrate.ts';
import { nodeSqlite } from './node-sqlite.ts';
import type { Records } from './records.ts';
import { recordsOn } from './records-on.ts';
import type { Tables } from './tables.ts';

/** How long a write waits for another process's write, in milliseconds. Writes are single statements, so it is rarely felt. */
const patience = 5_000;

/**
 * Opens the records in a SQLite file, made when it is not there; several processes may have it open.
 *
 * @example const records = await openSqliteRecords('.data/records.sqlite');
 */
export async function openSqliteRecords(file: string): Promise<Records> {
  let database: DatabaseSync | undefined;
  try {
    await mkdir(dirname(file), { recursive: true });
    // Made here rather than by SQLite, which would let others read it.
    await (await open(file, 'a', 0o600)).close();
    database = new DatabaseSync(file, { timeout: 0 });
    const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: nodeSqlite(database) }) });
    await prepare(database, db);
    return recordsOn(db);
  } catch (error) {
    database?.close();
    if (error instanceof RecordsError) throw error;
    throw new RecordsError('records-unavailable', `The records in ${file} cannot be opened.`, { cause: error });
  }
}

/**
 * Sets the file up under a lock, so that processes that start together make the tables once. The wait is asynchronous:
 * SQLite's own would stop this process, which may itself be holding the lock by another connection.
 */
async function prepare(database: DatabaseSync, db: Kysely<Tables>): Promise<void> {
  await onceUnlocked(() => database.exec('pragma journal_mode = wal; pragma synchronous = normal'));
  await onceUnlocked(() => database.exec('begin immediate'));
  try {
    await migrate(db);
    database.exec('commit');
  } catch (error) {
    database.exec('rollback');
    throw error;
  }
  database.exec(`pragma busy_timeout = ${patience}`);
}

async function onceUnlocked(action: () => void): Promise<void> {
  const deadline = Date.now() + 2 * patience;
  for (;;) {
    try {
      return action();
    } catch (error) {
      if (!isBusy(error) || Date.now() > deadline) throw error;
      await pause(10);
    }
  }
}

/** SQLite's primary result codes 5 (busy) and 6 (locked), of which the extended ones keep the low byte. */
function isBusy(error: unknown): boolean {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return false;
  return [5, 6].includes(error.errcode & 0xff);
}
