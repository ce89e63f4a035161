import type { Migration } from 'kysely/migration';
import { firstTables } from './0001-first-tables.ts';
import { modelCalls } from './0002-model-calls.ts';

/** Every change of the tables, in order. One that has been released is never altered. */
export const migrations: Record<string, Migration> = {
  '0001-first-tables': firstTables,
  '0002-model-calls': modelCalls,
};
