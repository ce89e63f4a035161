import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { JobFolders } from '../../../src/integrations/dbt/job.ts';
import { renderProfile } from '../../../src/integrations/dbt/profile.ts';
import { createDbtRunner, type DbtRunner } from '../../../src/integrations/dbt/runner.ts';
import { emptyFolder, writeProject } from '../../../src/integrations/dbt/write-project.ts';
import { dbtHome, dbtPython } from '../../setup/dbt.ts';
import { tinyProject } from './tiny-project.ts';

let runner: DbtRunner;
let root: string;
let made = 0;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'foundry-runner-'));
  runner = createDbtRunner({ python: dbtPython(), home: dbtHome, concurrency: 2, logger: pino({ level: 'silent' }) });
  await runner.version();
}, 60_000);

afterAll(async () => {
  await runner.close();
  await rm(root, { recursive: true, force: true });
});

async function open(overrides: Readonly<Record<string, string>> = {}): Promise<JobFolders & { file: string }> {
  const base = join(root, `p${++made}`);
  const folders = { project: join(base, 'project'), database: join(base, 'database'), results: join(base, 'results') };
  for (const folder of Object.values(folders)) await emptyFolder(folder);
  const file = join(folders.database, 'tiny_demo.duckdb');
  const profile = renderProfile({
    profile: 'tiny_demo',
    target: { name: 'production', schema: 'tiny' },
    databaseFile: file,
  });
  await writeProject(folders.project, new Map([...tinyProject(overrides), ['profiles.yml', profile]]));
  return { ...folders, file };
}

const commands = (...lines: string[]) => lines.map((line) => ({ args: line.split(' ') }));
const statusOf = (nodes: readonly { name: string; status: string }[], name: string) =>
  nodes.find((node) => node.name === name)?.status;

describe('running dbt', () => {
  test('gives the results of every command, by the nodes’ own names', async () => {
    const folders = await open();
    const seen: string[] = [];
    const result = await runner.dbt(
      { folders, commands: commands('parse --no-partial-parse', 'seed', 'build --exclude resource_type:seed') },
      { onProgress: ({ node }) => seen.push(node) },
    );
    expect(result.commands.map(({ succeeded }) => succeeded)).toEqual([true, true, true]);
    expect(statusOf(result.commands[2]?.nodes ?? [], 'each_order_arrives_once')).toBe('pass');
    expect(result.commands[2]?.nodes.find(({ name }) => name === 'orders')?.type).toBe('model');
    expect(seen.length).toBeGreaterThan(0);
  });

  test('stops at the first command that fails, and says which test did', async () => {
    const folders = await open({ 'seeds/raw_orders.csv': 'id,amount\n1,10\n1,20\n' });
    const result = await runner.dbt({
      folders,
      commands: commands('seed', 'build --exclude resource_type:seed', 'docs generate'),
    });
    expect(result.commands.map(({ succeeded }) => succeeded)).toEqual([true, false]);
    expect(statusOf(result.commands[1]?.nodes ?? [], 'each_order_arrives_once')).toBe('fail');
  });

  test('goes on after a command that may fail', async () => {
    const folders = await open({ 'seeds/raw_orders.csv': 'id,amount\n1,10\n1,20\n' });
    const [seed, build, again] = commands('seed', 'build --exclude resource_type:seed', 'seed');
    const result = await runner.dbt({
      folders,
      commands: [seed, { ...build, mayFail: true }, again].flatMap((c) => (c?.args ? [{ ...c, args: c.args }] : [])),
    });
    expect(result.commands.map(({ succeeded }) => succeeded)).toEqual([true, false, true]);
  });

  test('gives the words of a file that cannot be parsed', async () => {
    const folders = await open({ 'models/orders.sql': "select * from {{ ref('nowhere') }}\n" });
    const result = await runner.dbt({ folders, commands: commands('build') });
    expect(result.commands[0]?.exception).toMatch(/nowhere/);
    expect(result.commands[0]?.nodes).toEqual([]);
  });

  test('keeps two projects at once in their own databases', async () => {
    const [left, right] = await Promise.all([
      open(),
      open({ 'seeds/raw_orders.csv': 'id,amount\n1,10\n2,20\n3,30\n' }),
    ]);
    await Promise.all([left, right].map((folders) => runner.dbt({ folders, commands: commands('seed', 'run') })));
    const count = async (database: string) =>
      (await runner.sql({ database, statements: ['select count(*) as n from tiny.orders'] }))[0]?.rows[0]?.[0];
    expect([await count(left.file), await count(right.file)]).toEqual([2, 3]);
  });
});

describe('generated code', () => {
  const macro = (body: string) => ({ 'models/orders.sql': `${body}\nselect 1 as order_id\n` });

  test('sees no variable of this process', async () => {
    process.env.FOUNDRY_TEST_SECRET = 'seen';
    const folders = await open(macro("-- {{ env_var('FOUNDRY_TEST_SECRET') }}"));
    const result = await runner.dbt({ folders, commands: commands('parse --no-partial-parse') });
    delete process.env.FOUNDRY_TEST_SECRET;
    expect(result.commands[0]?.exception).toMatch(/FOUNDRY_TEST_SECRET/);
  });

  test.each([
    ['reads a file', "select * from read_csv('/etc/passwd')"],
    ['writes a file', "copy (select 1) to '/tmp/foundry-escape.csv'"],
    ['attaches a database', "attach '/tmp/foundry-escape.duckdb' as other"],
    ['loads an extension', 'install httpfs'],
    ['unlocks the database', 'set enable_external_access = true'],
  ])('never %s by SQL', async (_what, sql) => {
    const folders = await open({
      'models/orders.sql': `{{ config(materialized='table', pre_hook="${sql}") }}\nselect 1 as order_id\n`,
    });
    const result = await runner.dbt({ folders, commands: commands('run --select orders') });
    expect(result.commands[0]?.succeeded).toBe(false);
    expect(result.commands[0]?.nodes[0]?.message).toMatch(/disabled|lock|not allowed|Permission|Cannot/i);
  });

  test('is refused when it is a Python model', async () => {
    const folders = await open({ 'models/evil.py': 'def model(dbt, session):\n    return None\n' });
    await expect(runner.dbt({ folders, commands: commands('parse') })).rejects.toMatchObject({
      code: 'dbt-job-failed',
    });
  });

  test('runs without a network', async () => {
    const { network } = await runner.dbt({ folders: await open(), commands: commands('parse') });
    expect(['namespace', 'audit-hook']).toContain(network);
  });
});

describe('a job', () => {
  const endless = {
    'models/orders.sql':
      '{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}\nselect 1 as order_id\n',
  };

  test('that takes too long is ended', async () => {
    const folders = await open(endless);
    await expect(
      runner.dbt({ folders, commands: commands('parse --no-partial-parse'), limits: { timeoutSeconds: 2 } }),
    ).rejects.toMatchObject({ code: 'dbt-job-timeout' });
  });

  test('that is no longer wanted is ended at once', async () => {
    const folders = await open(endless);
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 500);
    const job = runner.dbt({ folders, commands: commands('parse --no-partial-parse') }, { signal: controller.signal });
    await expect(job).rejects.toMatchObject({ code: 'dbt-job-cancelled' });
  });
});

test('SQL compares the tables of two files', async () => {
  const [left, right] = [await open(), await open({ 'seeds/raw_orders.csv': 'id,amount\n1,10\n2,21\n' })];
  for (const folders of [left, right]) await runner.dbt({ folders, commands: commands('seed', 'run') });
  const [result] = await runner.sql({
    attach: { left_side: left.file, right_side: right.file },
    statements: ['select * from left_side.tiny.orders except all select * from right_side.tiny.orders'],
  });
  expect(result?.rows).toEqual([[2, 20]]);
});

test('a runner that was killed is started again', async () => {
  const folders = await open();
  const victim = createDbtRunner({
    python: dbtPython(),
    home: dbtHome,
    concurrency: 1,
    logger: pino({ level: 'silent' }),
  });
  try {
    const version = await victim.version();
    const pid = victim.pid();
    if (pid === undefined) throw new Error('the runner has no process');
    process.kill(pid, 'SIGKILL');
    await expect.poll(() => victim.pid() !== pid).toBe(true);
    expect(await victim.version()).toBe(version);
    expect((await victim.dbt({ folders, commands: commands('seed') })).commands[0]?.succeeded).toBe(true);
  } finally {
    await victim.close();
  }
});
