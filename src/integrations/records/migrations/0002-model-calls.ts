import type { Migration } from 'kysely/migration';

/** What calls to models cost. */
export const modelCalls: Migration = {
  async up(db) {
    await db.schema
      .createTable('model_calls')
      .addColumn('build_id', 'text', (column) => column.notNull())
      .addColumn('call_id', 'text', (column) => column.notNull())
      .addColumn('at', 'text', (column) => column.notNull())
      .addColumn('step', 'text', (column) => column.notNull())
      .addColumn('task', 'text', (column) => column.notNull())
      .addColumn('subject', 'text')
      .addColumn('model', 'text', (column) => column.notNull())
      .addColumn('input_tokens', 'bigint', (column) => column.notNull())
      .addColumn('cached_input_tokens', 'bigint', (column) => column.notNull())
      .addColumn('cache_write_tokens', 'bigint', (column) => column.notNull())
      .addColumn('output_tokens', 'bigint', (column) => column.notNull())
      .addColumn('amount', 'double precision')
      .addColumn('currency', 'text')
      .addPrimaryKeyConstraint('model_calls_once', ['build_id', 'call_id'])
      .execute();
  },
};
