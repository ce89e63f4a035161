import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Builds, decisions, runs and drafts. Only types that SQLite and PostgreSQL understand alike. */
export const firstTables: Migration = {
  async up(db: Kysely<never>) {
    await db.schema
      .createTable('builds')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('owner', 'text', (column) => column.notNull())
      .addColumn('company', 'text', (column) => column.notNull())
      .addColumn('industry', 'text', (column) => column.notNull())
      .addColumn('target', 'text', (column) => column.notNull())
      .addColumn('warehouse', 'text', (column) => column.notNull())
      .addColumn('phase', 'text', (column) => column.notNull())
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('revision', 'integer', (column) => column.notNull())
      .addColumn('created_at', 'text', (column) => column.notNull())
      .addColumn('updated_at', 'text', (column) => column.notNull())
      .addColumn('expires_at', 'text')
      .addColumn('workflow_run_id', 'text', (column) => column.notNull())
      .addColumn('repository_name', 'text')
      .addColumn('repository_url', 'text')
      .addColumn('summary', 'text', (column) => column.notNull())
      .addColumn('search_text', 'text', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('builds_newest').on('builds').columns(['created_at', 'id']).execute();
    await db.schema.createIndex('builds_of_owner').on('builds').columns(['owner', 'created_at', 'id']).execute();

    await db.schema
      .createTable('decisions')
      .addColumn('build_id', 'text', (column) => column.notNull())
      .addColumn('ask', 'integer', (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('update_id', 'text', (column) => column.notNull())
      .addColumn('revision', 'integer', (column) => column.notNull())
      .addColumn('decided_by', 'text', (column) => column.notNull())
      .addColumn('via', 'text', (column) => column.notNull())
      .addColumn('at', 'text', (column) => column.notNull())
      .addColumn('outcome', 'text', (column) => column.notNull())
      .addColumn('reason', 'text')
      .addPrimaryKeyConstraint('decisions_once', ['build_id', 'ask', 'kind', 'update_id', 'outcome'])
      .execute();

    await db.schema
      .createTable('runs')
      .addColumn('build_id', 'text', (column) => column.notNull())
      .addColumn('run_id', 'text', (column) => column.notNull())
      .addColumn('job', 'text', (column) => column.notNull())
      .addColumn('subject', 'text')
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('started_at', 'text', (column) => column.notNull())
      .addColumn('ended_at', 'text')
      .addColumn('seconds', 'double precision')
      .addColumn('results', 'text')
      .addPrimaryKeyConstraint('runs_once', ['build_id', 'run_id'])
      .execute();
    await db.schema.createIndex('runs_newest').on('runs').column('started_at').execute();

    await db.schema
      .createTable('drafts')
      .addColumn('owner', 'text', (column) => column.notNull())
      .addColumn('form', 'text', (column) => column.notNull())
      .addColumn('fields', 'text', (column) => column.notNull())
      .addColumn('saved_at', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('drafts_once', ['owner', 'form'])
      .execute();
  },
};
