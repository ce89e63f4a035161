import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { JobProgress } from '../../../src/integrations/dbt/job.ts';
import { createDbtRunner, type DbtRunner } from '../../../src/integrations/dbt/runner.ts';
import { dbtHome, dbtPython } from '../../setup/dbt.ts';
import { commands, endless, type OpenedProject, openProject, warmProject } from './open-project.ts';
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

const open = (overrides: Readonly<Record<string, string>> = {}): Promise<OpenedProject> =>
  openProject(join(root, `p${++made}`), 'tiny_demo', tinyProject(overrides));

const statusOf = (nodes: readonly { name: string; status: string }[], name: string) =>
  nodes.find((node) => node.name === name)?.status;

const twice = { 'seeds/raw_orders.csv': 'id,amount\n1,10\n1,20\n' };

describe('running dbt', () => {
  test('gives the results of every command, by the nodes’ own names, and tells how far it is', async () => {
    const folders = await open();
    const seen: JobProgress[] = [];
    const result = await runner.dbt(
      { folders, commands: commands('parse --no-partial-parse', 'seed', 'build --exclude resource_type:seed') },
      { onProgress: (progress) => seen.push(progress) },
    );
    expect(result.commands.map(({ succeeded }) => succeeded)).toEqual([true, true, true]);
    expect(statusOf(result.commands[2]?.nodes ?? [], 'each_order_arrives_once')).toBe('pass');
    expect(result.commands[2]?.nodes.find(({ name }) => name === 'orders')?.type).toBe('model');
    expect(seen.at(-1)).toEqual({ done: 2, total: 2, node: 'each_order_arrives_once', status: 'pass' });
  });

  test('keeps what each command wrote apart', async () => {
    const folders = await open();
    const { commands: ran } = await runner.dbt({
      folders,
      commands: commands('parse --no-partial-parse', 'seed', 'run'),
    });
    const [parsed, seeded, built] = ran.map(({ log }) => log);
    expect(seeded).toMatch(/seed file tiny_raw\.raw_orders/);
    expect(seeded).not.toContain('table model');
    expect(built).toMatch(/table model tiny\.orders/);
    expect(built).not.toContain('seed file');
    expect(parsed).not.toContain('raw_orders');
  });

  test('stops at the first command that fails, and says which test did', async () => {
    const folders = await open(twice);
    const result = await runner.dbt({
      folders,
      commands: commands('seed', 'build --exclude resource_type:seed', 'docs generate'),
    });
    expect(result.commands.map(({ succeeded }) => succeeded)).toEqual([true, false]);
    expect(result.commands[1]?.nodes.find(({ name }) => name === 'each_order_arrives_once')).toMatchObject({
      type: 'test',
      status: 'fail',
      failures: 1,
    });
  });

  test('says what is wrong with a semantic layer, and not only that something is', async () => {
    const folders = await open({
      'models/days.sql': "select cast('2026-01-01' as date) as day",
      'models/schema.yml': `version: 2
models:
  - name: days
    time_spine: {standard_granularity_column: day}
    columns:
      - {name: day, granularity: day}
  - name: orders
    semantic_model: {enabled: true}
    agg_time_dimension: ordered_on
    columns:
      - name: order_id
        entity: {type: primary, name: order}
      - name: ordered_on
        granularity: day
        dimension: {type: time}
    metrics:
      - {name: orders, label: Orders, description: Orders., type: simple, agg: count, expr: order_id}
metrics:
  - name: rate
    label: Rate
    description: A rate.
    type: conversion
    entity: nobody
    calculation: conversion_rate
    base_metric: orders
    conversion_metric: orders
`,
    });
    const { commands: ran } = await runner.dbt({ folders, commands: commands('parse --no-partial-parse') });
    expect(ran[0]?.succeeded).toBe(false);
    expect(ran[0]?.exception).toContain('nobody not found');
  });

  test('goes on after a command that may fail', async () => {
    const folders = await open(twice);
    const [build, again] = [{ args: ['build'], mayFail: true }, { args: ['seed'] }];
    const result = await runner.dbt({ folders, commands: [build, again] });
    expect(result.commands.map(({ succeeded }) => succeeded)).toEqual([false, true]);
  });

  test('gives the words of a file that cannot be parsed', async () => {
    const folders = await open({ 'models/orders.sql': "select * from {{ ref('nowhere') }}\n" });
    const result = await runner.dbt({ folders, commands: commands('build') });
    expect(result.commands[0]?.exception).toMatch(/nowhere/);
  });

  test('never takes the results of an earlier command for those of one that ended early', async () => {
    const folders = await open();
    const result = await runner.dbt({ folders, commands: commands('seed', 'build --vars nonsense') });
    expect(result.commands.map(({ succeeded }) => succeeded)).toEqual([true, false]);
    expect(result.commands.map(({ nodes }) => nodes.length)).toEqual([1, 0]);
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

  test('reads the state of another run that a command compares with, and defers to it', async () => {
    const production = await open();
    await runner.dbt({ folders: production, commands: commands('build') });
    const changed = await open({ 'models/report.sql': "select count(*) as n from {{ ref('orders') }}\n" });
    const slim = ['build', '--select', 'state:modified+', '--exclude', 'resource_type:seed'];
    const state = join(production.project, 'target');
    const result = await runner.dbt({ folders: changed, commands: [{ args: [...slim, '--state', state] }] });
    expect(result.commands[0]?.nodes.map(({ name }) => name)).toEqual(['report']);
  });
});

test('every resource of the project that warms the runner up builds, and its metric is asked', async () => {
  const folders = await openProject(join(root, 'warm'), 'warm', await warmProject());
  const built = await runner.dbt({
    folders,
    commands: commands('parse --no-partial-parse', 'seed', 'build --exclude resource_type:seed'),
  });
  expect(built.commands.map(({ succeeded }) => succeeded)).toEqual([true, true, true]);
  const csv = join(folders.results, 'revenue.csv');
  const asked = await runner.metricflow({
    folders,
    commands: [
      ['query', '--metrics', 'revenue', '--group-by', 'metric_time__month', '--csv', csv],
      ['query', '--metrics', 'nonsense'],
    ],
  });
  expect(asked.commands.map(({ succeeded }) => succeeded)).toEqual([true, false]);
  expect(await readFile(csv, 'utf8')).toMatch(/2026-01-01.*,1\.0/);
});

describe('generated code', () => {
  test('sees no variable of this process', async () => {
    process.env.FOUNDRY_TEST_SECRET = 'seen';
    const folders = await open({ 'models/orders.sql': "-- {{ env_var('FOUNDRY_TEST_SECRET') }}\nselect 1 as n\n" });
    const result = await runner.dbt({ folders, commands: commands('parse --no-partial-parse') });
    delete process.env.FOUNDRY_TEST_SECRET;
    expect(result.commands[0]?.exception).toMatch(/FOUNDRY_TEST_SECRET/);
  });

  test('reaches no file, extension, other database or setting by SQL', async () => {
    const attempts = {
      reads: ["select * from read_csv('/etc/passwd')", /disabled/],
      writes: ["copy (select 1) to '/tmp/foundry-escape.csv'", /disabled/],
      attaches: ["attach '/tmp/foundry-escape.duckdb' as other", /disabled/],
      installs: ['install httpfs', /disabled/],
      unlocks: ['set enable_external_access = true', /locked|Cannot/],
    } as const;
    const models = Object.entries(attempts).map(([name, [sql]]) => [
      `models/${name}.sql`,
      `{{ config(materialized='table', pre_hook="${sql}") }}\nselect 1 as n\n`,
    ]);
    const folders = await open(Object.fromEntries(models));
    const names = Object.keys(attempts);
    const result = await runner.dbt({ folders, commands: [{ args: ['run', '--select', ...names] }] });
    for (const [name, [, refusal]] of Object.entries(attempts)) {
      const node = result.commands[0]?.nodes.find((one) => one.name === name);
      expect(node, name).toMatchObject({ status: 'error', message: expect.stringMatching(refusal) });
    }
  });

  test.each(['models/evil.py', 'elsewhere/evil.py'])('is refused when there is a program in it: %s', async (path) => {
    const folders = await open({ [path]: 'def model(dbt, session):\n    return None\n' });
    await expect(runner.dbt({ folders, commands: commands('parse') })).rejects.toMatchObject({
      code: 'dbt-job-refused',
      log: expect.stringContaining(path),
    });
  });

  test('reads no folder outside its own', async () => {
    const outside = await open({ 'models/secret.sql': 'select 1 as secret\n' });
    const project = tinyProject().get('dbt_project.yml');
    const folders = await open({
      'dbt_project.yml': `${project}model-paths: ["models", "${outside.project}/models"]\n`,
    });
    const result = await runner.dbt({ folders, commands: commands('parse --no-partial-parse') });
    const refusal = `reading ${outside.project}/models/orders.sql outside the job's folders`;
    expect(result.commands[0]?.exception).toContain(refusal);
  });

  test('is neither stopped nor told by a settings file in a folder above it', async () => {
    await writeFile(join(root, '.env'), 'FOUNDRY_TEST_SETTING=seen\n');
    try {
      const folders = await openProject(join(root, 'settings'), 'warm', await warmProject());
      const built = await runner.dbt({
        folders,
        commands: commands('parse', 'seed', 'build --exclude resource_type:seed'),
      });
      expect(built.commands.map(({ succeeded }) => succeeded)).toEqual([true, true, true]);
      const asked = await runner.metricflow({ folders, commands: [['query', '--metrics', 'revenue']] });
      expect(asked.commands.map(({ succeeded }) => succeeded)).toEqual([true]);
      const told = await open({ 'models/orders.sql': "-- {{ env_var('FOUNDRY_TEST_SETTING') }}\nselect 1 as n\n" });
      const parsed = await runner.dbt({ folders: told, commands: commands('parse --no-partial-parse') });
      expect(parsed.commands[0]?.exception).toMatch(/FOUNDRY_TEST_SETTING/);
      const script = "from runner import jobs; import os; print(os.environ.get('FOUNDRY_TEST_SETTING'))";
      const env = { PYTHONPATH: dbtHome };
      const imported = await execa(dbtPython(), ['-B', '-c', script], { cwd: folders.project, env });
      expect(imported.stdout).toBe('None');
    } finally {
      await rm(join(root, '.env'));
    }
  });

  test('reaches no server', async () => {
    const { url, asked, close } = await listen();
    try {
      expect((await fetch(url)).status).toBe(404);
      const folders = await open({ 'packages.yml': `packages: [{tarball: "${url}", name: elsewhere}]\n` });
      const job = runner.dbt({ folders, commands: commands('deps'), limits: { timeoutSeconds: 3 } });
      // dbt tries again for longer than the job may take.
      await expect(job).rejects.toMatchObject({ code: 'dbt-job-timeout' });
      expect(asked()).toBe(1);
    } finally {
      close();
    }
  });

  test('has no network at all where the system lets a process leave it', async () => {
    const { url, close } = await listen();
    const connect = `socket.create_connection(("127.0.0.1", ${new URL(url).port}))`;
    const script = `import socket; from runner import sandbox; ${connect}; print(sandbox.leave_network(), flush=True); ${connect}`;
    try {
      const left = await execa(dbtPython(), ['-B', '-c', script], { cwd: dbtHome, reject: false });
      expect([left.stdout, left.failed]).toEqual(
        left.stdout === 'namespace' ? ['namespace', true] : ['audit-hook', false],
      );
      const { network } = await runner.dbt({ folders: await open(), commands: commands('parse') });
      expect(network).toBe(left.stdout);
    } finally {
      close();
    }
  });
});

/** A server that counts who asks it. */
async function listen(): Promise<{ url: string; asked: () => number; close: () => void }> {
  let asked = 0;
  const server = createServer((_request, response) => {
    asked += 1;
    response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return { url: `http://127.0.0.1:${port}/package.tar.gz`, asked: () => asked, close: () => server.close() };
}

describe('a job', () => {
  test('that takes too long is ended', async () => {
    const folders = await open(endless);
    await expect(
      runner.dbt({ folders, commands: commands('parse --no-partial-parse'), limits: { timeoutSeconds: 1 } }),
    ).rejects.toMatchObject({ code: 'dbt-job-timeout' });
  });

  test('that uses more processor time than it may is ended', async () => {
    const folders = await open(endless);
    await expect(
      runner.dbt({ folders, commands: commands('parse --no-partial-parse'), limits: { cpuSeconds: 1 } }),
    ).rejects.toMatchObject({ code: 'dbt-job-killed' });
  });

  test('that is no longer wanted is ended at once', async () => {
    const folders = await open(endless);
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 500);
    const job = runner.dbt({ folders, commands: commands('parse --no-partial-parse') }, { signal: controller.signal });
    await expect(job).rejects.toMatchObject({ code: 'dbt-job-cancelled' });
  });
});

describe('SQL', () => {
  test('compares the tables of two files', async () => {
    const [left, right] = [join(root, 'left.duckdb'), join(root, 'right.duckdb')];
    const rows = (last: number) => `create table orders as from (values (1, 10), (2, ${last})) as o(id, amount)`;
    await runner.sql({ database: left, write: true, statements: [rows(20)] });
    await runner.sql({ database: right, write: true, statements: [rows(21)] });
    const [result] = await runner.sql({
      attach: { left_side: left, right_side: right },
      statements: ['select * from left_side.orders except all select * from right_side.orders'],
    });
    expect(result?.rows).toEqual([[2, 20]]);
  });

  test('gives what a number cannot hold as text, and no more rows than asked for', async () => {
    const [values, few] = await runner.sql({
      statements: ["select date '2026-01-31', 1.50, 9007199254740993, 'nan'::double, null, true", 'from range(100)'],
      rows: 3,
    });
    expect(values?.rows).toEqual([['2026-01-31', '1.50', '9007199254740993', 'nan', null, true]]);
    expect(few?.rows).toEqual([[0], [1], [2]]);
  });
});

describe('generated queries', () => {
  test('see the tables that were made for them, and fail by themselves', async () => {
    const file = join(root, 'asked.duckdb');
    const rows = 'create table orders as from (values (1, 10.25), (2, 20)) as o(id, amount)';
    await runner.sql({ database: file, write: true, statements: [rows] });
    const csv = join(root, 'told.csv');
    await writeFile(csv, 'id,name\n1,Ada\n');
    const answers = await runner.queries({
      attach: { from_file: file },
      prepare: [
        'create table orders as from from_file.orders',
        `create table people as from read_csv('${csv}', header = true)`,
      ],
      queries: [
        'select name, amount from orders join people using (id)',
        'select no_such_column from orders',
        'select count(*) from from_file.orders',
        `select * from read_csv('${csv}')`,
        'select * from job',
        'drop table orders',
        'select 1; select 2',
        'select sum(amount) from orders',
      ],
    });
    expect(answers).toEqual([
      { columns: ['name', 'amount'], rows: [['Ada', '10.25']] },
      { failed: expect.stringContaining('no_such_column') },
      { failed: expect.stringContaining('from_file') },
      { failed: expect.stringMatching(/disabled/) },
      { failed: expect.stringMatching(/job does not exist/) },
      { failed: 'It is not one query.' },
      { failed: 'It is not one query.' },
      { columns: ['sum(amount)'], rows: [['30.25']] },
    ]);
  });
});
