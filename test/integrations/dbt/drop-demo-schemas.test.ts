import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { renderProfile } from '../../../src/integrations/dbt/profile.ts';
import { createDbtRunner, type DbtRunner } from '../../../src/integrations/dbt/runner.ts';
import { dbtHome, dbtPython } from '../../setup/dbt.ts';
import { type OpenedProject, openProject } from './open-project.ts';
import { tinyProject } from './tiny-project.ts';

const own = 'tiny_abc123';
/** What pull requests were built into, each with the schemas of its own. */
const ofPullRequests = ['dbt_cloud_pr_42_7', 'dbt_cloud_pr_42_7_kpi', 'DBT_CLOUD_PR_42_8_raw'];
/** What the demo made, the schemas that its models name and people's development schemas included. */
const demos = [own, `${own}_raw`, `${own}_kpi`, `${own}_dev_ada`, `${own}_dev_ada_kpi`, ...ofPullRequests];
/** What only looks like it. */
const foreign = [
  'tiny',
  'tiny_abc1234',
  'tiny_abc1234_raw',
  'my_tiny_abc123',
  'dbt_cloud_pr_421_7',
  'dbt_cloud_pr_4_2',
];

let runner: DbtRunner;
let root: string;
let folders: OpenedProject;
let made = 0;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'foundry-drop-'));
  runner = createDbtRunner({ python: dbtPython(), home: dbtHome, concurrency: 1, logger: pino({ level: 'silent' }) });
});
afterAll(async () => {
  await runner.close();
  await rm(root, { recursive: true, force: true });
});

beforeEach(async () => {
  const macro = await readFile('template/macros/drop_demo_schemas.sql', 'utf8');
  const files = tinyProject({ 'macros/drop_demo_schemas.sql': macro });
  folders = await openProject(join(root, `p${++made}`), 'tiny_demo', files);
  await buildInto(own);
  const statements = [...demos, ...foreign].flatMap((schema) => [
    `create schema "${schema}"`,
    `create table "${schema}".kept as select 1 as n`,
    `create view "${schema}".seen as select n from "${schema}".kept`,
  ]);
  await runner.sql({ database: folders.file, write: true, statements });
});

async function buildInto(schema: string): Promise<void> {
  const target = { name: 'production', schema };
  const profile = renderProfile({ profile: 'tiny_demo', target, databaseFile: folders.file });
  await writeFile(join(folders.project, 'profiles.yml'), profile);
}

async function drop(args: string): Promise<{ succeeded: boolean; log: string }> {
  const command = { args: ['run-operation', 'drop_demo_schemas', '--args', args] };
  const { commands, log } = await runner.dbt({ folders, commands: [command] });
  return { succeeded: commands[0]?.succeeded ?? false, log };
}

async function schemas(): Promise<unknown[]> {
  const list = "select schema_name from information_schema.schemata where catalog_name = 'tiny_demo' order by 1";
  const [result] = await runner.sql({ database: folders.file, statements: [list] });
  const builtIn = ['main', 'information_schema', 'pg_catalog'];
  return (result?.rows ?? []).map(([name]) => name).filter((name) => !builtIn.includes(String(name)));
}

test('what the demo made is dropped with all that is in it, and nothing that looks alike', async () => {
  const { succeeded, log } = await drop(`{schema: ${own}, ci_job: 42}`);
  expect(log).toContain(`Dropped ${demos.length} schemas of this demo`);
  expect(succeeded).toBe(true);
  expect(await schemas()).toEqual([...foreign].sort());
  // Once more finds nothing, and is no failure.
  expect(await drop(`{schema: ${own}, ci_job: 42}`)).toMatchObject({ succeeded: true });
});

test('without a CI job no schema of a pull request is touched', async () => {
  await drop(`{schema: ${own}}`);
  expect(await schemas()).toEqual([...foreign, ...ofPullRequests].sort());
});

test.each([
  ["{schema: ''}", own],
  ['{schema: tiny}', own],
  ['{schema: t}', own],
  ['{schema: my_tiny_abc123}', own],
  [`{schema: '${own}_raw'}`, own],
  [`{schema: ${own}, ci_job: ''}`, own],
  [`{schema: ${own}, ci_job: '4_2'}`, own],
  // The target itself is not the demo's: somebody works in a schema of their own.
  ['{schema: tiny}', 'tiny'],
  ['{schema: my_tiny_abc123}', 'my_tiny_abc123'],
  [`{schema: ${own}_dev_hopper}`, `${own}_dev_hopper`],
  ['{schema: tiny_}', 'tiny_'],
])('%s is refused where dbt builds into %s, and nothing is dropped', async (args, target) => {
  await buildInto(target);
  const { succeeded, log } = await drop(args);
  expect(succeeded).toBe(false);
  expect(log).toContain('refused: ');
  expect((await schemas()).length).toBe(demos.length + foreign.length);
});

test('a model that calls it drops nothing', async () => {
  await writeFile(join(folders.project, 'models/calls.sql'), `{% do drop_demo_schemas('${own}') %} select 1 as n`);
  const { commands, log } = await runner.dbt({ folders, commands: [{ args: ['run', '--select', 'calls'] }] });
  expect(commands[0]?.succeeded).toBe(false);
  expect(log).toContain('is for dbt run-operation alone');
  expect((await schemas()).length).toBe(demos.length + foreign.length);
});
