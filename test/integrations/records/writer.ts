import { openSqliteRecords } from '../../../src/integrations/records/open-sqlite.ts';
import { aBuild, aRun } from './rows.ts';

/** A process of its own that writes rows named after it: `writer.ts <file> <name> <rows>`. */
const [file = '', name = '', rows = '0'] = process.argv.slice(2);
const records = await openSqliteRecords(file);
for (let n = 0; n < Number(rows); n += 1) {
  await records.upsertBuild(aBuild({ id: `${name}-${n}` }));
  await records.upsertRun(aRun({ buildId: 'shared', runId: `${name}-${n}` }));
}
await records.close();
