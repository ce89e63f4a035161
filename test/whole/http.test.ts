import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FoundryClient, foundryClient } from '../../src/cli/foundry-client.ts';
import { readBrief } from '../../src/cli/read-brief.ts';
import { type DemoRun, runDemo } from '../../src/cli/run-demo.ts';
import { summarise } from '../../src/cli/summary.ts';
import { readConfig, root } from '../../src/config.ts';
import type { BuildState } from '../../src/domain/build/state.ts';
import { runResultsSchema } from '../../src/domain/rehearsal/run-results.ts';
import { type Foundry, startFoundry } from '../../src/main.ts';
import { dbtPython } from '../setup/dbt.ts';

const minutes = 60_000;
let folder: string;
let foundry: Foundry;
let client: FoundryClient;
let run: DemoRun;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'foundry-whole-'));
  const tools = join(root, process.env.TOOLS_DIR ?? '.tools');
  const ports = { PORT: '0', TEMPORAL_PORT: '0', TEMPORAL_UI_PORT: '0' };
  foundry = await startFoundry(
    readConfig({ ...process.env, DATA_DIR: folder, TOOLS_DIR: tools, ...ports, LOG_LEVEL: 'warn' }),
  );
  client = foundryClient(foundry.page);
  const brief = await readBrief(join(root, 'examples/briefs/ecommerce.yaml'));
  run = await runDemo(client, { ...brief, data_volume: 'ten' }, 'Europe/Berlin', { started: () => {}, show: () => {} });
}, 5 * minutes);

afterAll(async () => {
  await foundry?.stop();
  await rm(folder, { recursive: true, force: true });
}, minutes);

/** Decides, and waits until the live page asks again. */
async function decide(said: { kind: string } & Record<string, unknown>): Promise<BuildState> {
  const seen = await client.build(run.id);
  if (!seen?.ask) throw new Error('the build asks nothing');
  await client.decide(run.id, { ...said, ask: seen.ask.number, revision: seen.revision } as Parameters<
    FoundryClient['decide']
  >[1]);
  for (const end = Date.now() + 3 * minutes; Date.now() < end; ) {
    const state = await client.build(run.id);
    if (state?.status === 'closed' || (state?.ask && state.ask.number > seen.ask.number)) return state;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('the build did not answer in time');
}

const resultsOf = async (state: BuildState) =>
  runResultsSchema.parse(await client.artifact(state.runs.at(-1)?.results ?? ''));

describe('from a brief file to a live demo, over HTTP', () => {
  test('ends live, rehearsed green, with runs as promised', async () => {
    const summary = await summarise(client, run);
    expect(summary).toMatchObject({ phase: 'live', rehearsal: { passed: true } });
    expect(run.state.runs.map(({ job, status, asPromised }) => [job, status, asPromised])).toEqual([
      ['load', 'green', true],
      ['production', 'green', true],
      ['ci', 'red', true],
      ['ci', 'green', true],
    ]);
  });

  test('gives a repository that clones, in which dbt seed and dbt build work', { timeout: 3 * minutes }, async () => {
    const clone = join(folder, 'clone');
    await execa('git', ['clone', '--quiet', run.state.repository?.cloneUrl ?? '', clone]);
    const { stdout: log } = await execa('git', ['log', '--format=%s'], { cwd: clone });
    expect(log).toBe('Initial demo project for Petal & Pine');
    const dbt = join(dirname(dbtPython()), 'dbt');
    const env = { DBT_SEND_ANONYMOUS_USAGE_STATS: 'false', DO_NOT_TRACK: '1' };
    await execa(dbt, ['seed'], { cwd: clone, env });
    const { stdout } = await execa(dbt, ['build'], { cwd: clone, env });
    expect(stdout).toMatch(/ERROR=0/);
    expect(await readdir(clone)).toContain('petal_pine_demo.duckdb');
  });

  test('lands an incident red as promised, and mends it green', { timeout: 3 * minutes }, async () => {
    const [incident] = run.state.outline?.incidents ?? [];
    const struck = await decide({ kind: 'land', batch: `${incident}-on-day-one` });
    expect(struck.runs.at(-1)).toMatchObject({ status: 'red', asPromised: true });
    const red = await resultsOf(struck);
    expect(red.nodes.filter(({ status }) => status === 'fail').map(({ name }) => name)).toEqual([
      'each_order_is_delivered_once',
    ]);
    const mended = await decide({ kind: 'land', batch: 'day-one' });
    expect(mended.runs.at(-1)).toMatchObject({ status: 'green', asPromised: true });
    const green = await resultsOf(mended);
    expect(green.metrics.length).toBeGreaterThan(0);
    // A landing changes no code: the docs are those of the run before.
    const docs = await fetch(new URL(`/builds/${run.id}/docs/`, foundry.page));
    expect([docs.status, (await docs.text()).includes('fct_orders')]).toEqual([200, true]);
  });

  test('lands the next day: more rows', { timeout: 3 * minutes }, async () => {
    const rows = async (state: BuildState) =>
      (await resultsOf(state)).rowCounts.find(({ relation }) => relation === 'fct_orders')?.rows;
    const seen = await client.build(run.id);
    const before = seen && (await rows(seen));
    const after = await rows(await decide({ kind: 'land', batch: 'next-day' }));
    expect([before, after]).toEqual([10, 13]);
  });

  test('refuses what does not fit, in words, and changes nothing', async () => {
    const seen = await client.build(run.id);
    const base = { ask: seen?.ask?.number ?? 0, revision: seen?.revision ?? 0 };
    await expect(client.decide(run.id, { ...base, kind: 'land', batch: 'day-one' } as never)).rejects.toThrow(
      /cannot be landed/,
    );
    await expect(client.decide(run.id, { ...base, revision: 99, kind: 'tear-down' } as never)).rejects.toThrow(
      /revision 99/,
    );
    await expect(client.decide('bnosuchbuild', { ...base, kind: 'tear-down' } as never)).rejects.toThrow();
    expect((await client.build(run.id))?.ask).toEqual(seen?.ask);
  });

  test('is torn down and leaves nothing but the record', { timeout: 3 * minutes }, async () => {
    const end = await decide({ kind: 'tear-down' });
    expect(end).toMatchObject({ status: 'closed', outcome: 'torn-down', left: [] });
    expect(await readdir(join(folder, 'demos'))).toEqual([]);
    expect((await readdir(join(folder, 'repositories'))).filter((name) => name.endsWith('.git'))).toEqual([]);
    const list = await (await fetch(foundry.page)).text();
    expect(list).toContain('Petal &amp; Pine');
  });
});
