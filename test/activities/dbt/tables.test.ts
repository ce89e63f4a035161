import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { countMoved } from '../../../src/activities/dbt/tables.ts';
import { createDbtRunner } from '../../../src/integrations/dbt/runner.ts';
import { dbtHome, dbtPython } from '../../setup/dbt.ts';

test('a row that only changed is counted, beside those that are new and gone', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'foundry-tables-'));
  const dbt = createDbtRunner({
    python: dbtPython(),
    home: dbtHome,
    concurrency: 1,
    logger: pino({ level: 'silent' }),
  });
  onTestFinished(async () => {
    await dbt.close();
    await rm(folder, { recursive: true, force: true });
  });
  const database = async (name: string, rows: string) => {
    const file = join(folder, `${name}.duckdb`);
    const create = `create table m.fct_orders as from (values ${rows}) t(order_id, "refunded amount")`;
    await dbt.sql({ database: file, write: true, statements: ['create schema m', create, 'checkpoint'] });
    return file;
  };
  const before = await database('before', '(1, null), (2, 0), (3, 0), (4, 0)');
  const after = await database('after', '(1, null), (2, 25), (3, null), (5, 0), (6, 0)');
  const table = { schema: 'm', name: 'fct_orders', grain: ['order_id'] };
  const newHere = { schema: 'm', name: 'dim_customers', grain: ['customer_id'] };
  expect(await countMoved(dbt, { before, after, tables: [table, newHere] })).toEqual([
    { relation: 'fct_orders', before: 4, after: 5, added: 2, changed: 2, removed: 1 },
  ]);
});
