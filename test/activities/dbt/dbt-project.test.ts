import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DbtProject, type OpenProject, parsedFile } from '../../../src/activities/dbt/dbt-project.ts';
import { createDbtRunner, type DbtRunner } from '../../../src/integrations/dbt/runner.ts';
import { dbtHome, dbtPython } from '../../setup/dbt.ts';

let dbt: DbtRunner;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'foundry-project-'));
  dbt = createDbtRunner({ python: dbtPython(), home: dbtHome, concurrency: 1, logger: pino({ level: 'silent' }) });
});
afterAll(async () => {
  await dbt.close();
  await rm(folder, { recursive: true, force: true });
});

const files = new Map([
  ['dbt_project.yml', 'name: small\nprofile: small\nmodel-paths: [models]\n'],
  ['models/stays.sql', 'select 1 as n'],
  ['models/grows.sql', "select n from {{ ref('stays') }}"],
]);

function open(name: string, more: Partial<OpenProject> = {}): Promise<DbtProject> {
  return DbtProject.open({
    ...{ dbt, folder: join(folder, name), files, profile: 'small', rawSchema: 'raw', title: name },
    context: { signal: new AbortController().signal, progress: () => {} },
    target: { name: 'production', schema: 'demo' },
    ...more,
  });
}

const parse = ['parse', '--partial-parse'];
const anew = /Unable to do partial parsing/;

it('parses only what differs from the copy whose parse it remembers', async () => {
  const first = await open('first');
  const built = await first.run([['build']]);
  expect(built.map(({ succeeded }) => succeeded)).toEqual([true]);

  const parsed = first.artifact(parsedFile);
  const from = first.database;
  const changed = new Map([...files, ['models/grows.sql', "select n + 1 as m from {{ ref('stays') }}"]]);
  const copy = await open('copy', { files: changed, from, parsed });
  const [remembered] = await copy.run([parse]);
  expect(remembered?.succeeded).toBe(true);
  expect(remembered?.log).not.toMatch(anew);
  expect((await copy.run([['build']])).map(({ succeeded }) => succeeded)).toEqual([true]);
  const [rows] = await dbt.sql({ database: copy.database, statements: ['select m from demo.grows'] });
  expect(rows?.rows).toEqual([[2]]);
  const [kept] = await dbt.sql({ database: first.database, statements: ['select n from demo.grows'] });
  expect(kept?.rows).toEqual([[1]]);
});

it('parses all anew for another target', async () => {
  const first = await open('production');
  await first.run([['parse', '--no-partial-parse']]);
  const ci = await open('ci', {
    parsed: first.artifact(parsedFile),
    target: { name: 'ci', schema: 'demo_ci' },
  });
  const [read] = await ci.run([parse]);
  expect(read?.succeeded).toBe(true);
  expect(read?.log).toMatch(anew);
});
