import { once } from 'node:events';
import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { openSqliteRecords } from '../../../src/integrations/records/open-sqlite.ts';
import { testFolder } from './databases.ts';
import { aBuild } from './rows.ts';

describe('the records file', () => {
  it('is made on first opening, readable by its owner alone, and still there on the next', async () => {
    const file = join(await testFolder(), 'state', 'records.sqlite');
    const first = await openSqliteRecords(file);
    await first.upsertBuild(aBuild());
    await first.close();

    const second = await openSqliteRecords(file);
    expect(await second.getBuild('b1')).toEqual(aBuild());
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    await second.close();
  });

  it('may be opened many times at once while it is made, each opening seeing the writes of the others', async () => {
    const file = join(await testFolder(), 'records.sqlite');
    const opened = await Promise.all(Array.from({ length: 5 }, () => openSqliteRecords(file)));
    await Promise.all(opened.map((records, n) => records.upsertBuild(aBuild({ id: `b${n}` }))));

    for (const records of opened) {
      expect(await records.listBuilds({ limit: 10 })).toHaveLength(5);
      await records.close();
    }
  });

  it('takes writes of several processes at once and loses none', async () => {
    const file = join(await testFolder(), 'records.sqlite');
    const writer = join(import.meta.dirname, 'writer.ts');
    const processes = ['web', 'worker'].map((name) => execa(process.execPath, [writer, file, name, '150']));
    const here = await openSqliteRecords(file);
    for (let n = 0; n < 150; n += 1) {
      await here.upsertBuild(aBuild({ id: `here-${n}` }));
      if (n % 10 === 0) await new Promise((done) => setTimeout(done, 5));
    }
    await Promise.all(processes);
    await here.close();

    const counted = new DatabaseSync(file);
    expect(counted.prepare('select count(*) as n from builds').get()).toEqual({ n: 450 });
    expect(counted.prepare('select count(*) as n from runs').get()).toEqual({ n: 300 });
    counted.close();
  });

  it('waits for another process that holds the write lock', async () => {
    const file = join(await testFolder(), 'records.sqlite');
    const records = await openSqliteRecords(file);
    const hold = `const { DatabaseSync } = require('node:sqlite'); const db = new DatabaseSync(process.argv[1]);
      db.exec('begin immediate'); console.log('held'); setTimeout(() => db.exec('commit'), 400);`;
    const holder = execa(process.execPath, ['-e', hold, file]);
    await once(holder.stdout, 'data');
    const started = performance.now();
    await records.upsertBuild(aBuild());

    expect(performance.now() - started).toBeGreaterThan(200);
    await holder;
    await records.close();
  });

  it('is refused when a newer version has written it, and left as it is', async () => {
    const file = join(await testFolder(), 'records.sqlite');
    await (await openSqliteRecords(file)).close();
    const newer = new DatabaseSync(file);
    const steps = () => newer.prepare('select name from kysely_migration').all();
    newer.exec(`insert into kysely_migration values ('9999-from-the-future', '2030-01-01T00:00:00.000Z')`);

    const before = steps();
    await expect(openSqliteRecords(file)).rejects.toMatchObject({ code: 'records-too-new' });
    expect(steps()).toEqual(before);
    newer.close();
  });

  it('is refused with a sentence when it is no database', async () => {
    const file = join(await testFolder(), 'records.sqlite');
    await writeFile(file, 'not a database, but long enough to look like one'.repeat(40));

    await expect(openSqliteRecords(file)).rejects.toMatchObject({ code: 'records-unavailable' });
  });
});
