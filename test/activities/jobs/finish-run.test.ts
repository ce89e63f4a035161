import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { Dependencies } from '../../../src/activities/dependencies.ts';
import { finishRun } from '../../../src/activities/jobs/finish-run.ts';
import { outcomeFile } from '../../../src/activities/jobs/outcomes.ts';
import { runResultsSchema } from '../../../src/domain/rehearsal/run-results.ts';
import { fileArtifactStore } from '../../../src/integrations/artifacts/file-store.ts';
import { getJson, putJson } from '../../../src/integrations/artifacts/json.ts';
import { fileArtifactRoots } from '../../../src/integrations/artifacts/roots.ts';
import { putTree } from '../../../src/integrations/artifacts/tree.ts';
import { createDbtRunner, type DbtRunner } from '../../../src/integrations/dbt/runner.ts';
import { localEnvironments } from '../../../src/integrations/platform/local/environments.ts';
import { openSqliteRecords } from '../../../src/integrations/records/open-sqlite.ts';
import { libraryScenario } from '../../domain/fixtures/library.ts';
import { addBoard } from '../../domain/fixtures/library-board.ts';
import { dbtHome, dbtPython } from '../../setup/dbt.ts';
import { aSnapshot } from '../../views/fixtures/reports.ts';

let dbt: DbtRunner;
beforeAll(() => {
  dbt = createDbtRunner({ python: dbtPython(), home: dbtHome, concurrency: 1, logger: pino({ level: 'silent' }) });
});
afterAll(() => dbt.close());

/** An environment in which load runs have run dbt and wait to be finished. */
async function ranIn(...runIds: readonly string[]) {
  const folder = await mkdtemp(join(tmpdir(), 'foundry-finish-'));
  const artifactFolder = join(folder, 'artifacts');
  const artifacts = fileArtifactStore(artifactFolder);
  const environments = localEnvironments(join(folder, 'demos'));
  const records = await openSqliteRecords(join(folder, 'records.sqlite'));
  onTestFinished(async () => {
    await records.close();
    await rm(folder, { recursive: true, force: true });
  });
  const { semantic_layer: _, ...withoutMetrics } = libraryScenario(addBoard);
  const scenario = await putJson(artifacts, withoutMetrics);
  const project = await putJson(artifacts, aSnapshot(await putTree(artifacts, { 'README.md': 'x' }), scenario));
  const names = { profile: 'acme_demo', productionSchema: 'acme_b1' };
  const environment = await environments.create({ buildId: 'b1', generation: 1, project, ...names });
  for (const runId of runIds) {
    await environments.openRun(environment, runId);
    const { path, database } = environments.runFolder(environment, runId);
    for (const file of [database, outcomeFile(path, 0)]) await mkdir(dirname(file), { recursive: true });
    await dbt.sql({ database, write: true, statements: ['create table t as select 1 as n'] });
    const outcome = { succeeded: true, nodes: [], seconds: 1, log: 'loaded', exception: null };
    await writeFile(outcomeFile(path, 0), JSON.stringify(outcome));
  }
  // Finishing a run uses nothing else.
  const deps = { dbt, artifacts, environments, records, roots: fileArtifactRoots(artifactFolder) } as Dependencies;
  const context = { signal: new AbortController().signal, progress: () => {} };
  const finish = (runId: string, over: { job?: 'production'; succeeded?: boolean } = {}) =>
    finishRun(deps)(
      {
        ...{ schema: 'job/1', buildId: 'b1', generation: 1 },
        ...(over.job ? { job: over.job } : { job: 'load', subject: 'next-day' }),
        ...{ runId, startedAt: new Date(Date.now() - 60_000).toISOString(), succeeded: over.succeeded ?? true },
      },
      context,
    );
  return { environments, records, artifacts, finish };
}

test('a run that is finished is recorded with its results, and its batch is the one that is landed', async () => {
  const { environments, records, finish } = await ranIn('load-1');
  const finished = await finish('load-1');
  expect(finished).toMatchObject({ kind: 'ran', run: { id: 'load-1', status: 'green' } });
  // What dbt took is one second; what a person waited is told.
  if (finished.kind === 'ran') expect(finished.run.seconds).toBeGreaterThanOrEqual(60);
  expect(await records.listRuns({ buildId: 'b1', limit: 10 })).toMatchObject([
    {
      runId: 'load-1',
      job: 'load',
      subject: 'next-day',
      status: 'green',
      results: expect.stringMatching(/^[0-9a-f]{64}$/),
    },
  ]);
  expect(await environments.find('b1')).toMatchObject({ current: 'load-1', landed: 'next-day' });
});

test('of two runs that finish at once only the one that is taken counts', async () => {
  const { records, finish } = await ranIn('load-1', 'load-2');
  const kinds = (await Promise.all([finish('load-1'), finish('load-2')])).map(({ kind }) => kind);
  expect(kinds.sort()).toEqual(['moved', 'ran']);
  expect(await records.listRuns({ buildId: 'b1', limit: 10 })).toHaveLength(1);
});

test('what the docs compiled is not told as built', async () => {
  const { environments, records, finish, artifacts } = await ranIn('production-2');
  const environment = await environments.find('b1');
  if (!environment) throw new Error('the environment is gone');
  const { path } = environments.runFolder(environment, 'production-2');
  const node = (name: string) => ({
    ...{ uniqueId: `model.${name}`, name, type: 'model', status: 'success' },
    ...{ failures: null, message: null, seconds: 0.1 },
  });
  const outcome = { succeeded: false, seconds: 1, log: '', exception: null };
  const told = [[], [node('fct_orders')], [node('fct_orders'), node('dim_customers')]];
  for (const [command, nodes] of told.entries()) {
    await writeFile(outcomeFile(path, command), JSON.stringify({ ...outcome, nodes }));
  }
  await finish('production-2', { job: 'production', succeeded: false });
  const [run] = await records.listRuns({ buildId: 'b1', job: 'production', limit: 1 });
  const results = await getJson(artifacts, runResultsSchema, run?.results ?? '');
  expect(results.nodes.map(({ name }) => name)).toEqual(['fct_orders']);
});

test('a production run keeps what the newest rows of the board carry, in an order of its own', async () => {
  const { environments, records, finish, artifacts } = await ranIn('production-3');
  const environment = await environments.find('b1');
  if (!environment) throw new Error('the environment is gone');
  const { database } = environments.runFolder(environment, 'production-3');
  const days = [
    `'2026-11-19', 'old'`,
    `'2026-11-20', null`,
    `'2026-11-20', '{"code": "loans"}'`,
    `'2026-11-20', '{"code": "fines"}'`,
  ];
  const rows = days.map((row) => `(date ${row})`).join(', ');
  await dbt.sql({
    ...{ database, write: true },
    statements: [
      'create schema acme_b1',
      `create table acme_b1.agg_board as from (values ${rows}) t(as_of_date, payload)`,
    ],
  });
  // Rows of an earlier run stand where this one was stopped.
  await finish('production-3', { job: 'production', succeeded: false });
  const [run] = await records.listRuns({ buildId: 'b1', job: 'production', limit: 1 });
  const { board } = await getJson(artifacts, runResultsSchema, run?.results ?? '');
  expect(board).toEqual({ asOf: '2026-11-20', payloads: ['{"code": "fines"}', '{"code": "loans"}', null] });
});

test('a production run that never built the board keeps none', async () => {
  const { records, finish, artifacts } = await ranIn('production-4');
  await finish('production-4', { job: 'production', succeeded: false });
  const [run] = await records.listRuns({ buildId: 'b1', job: 'production', limit: 1 });
  expect(await getJson(artifacts, runResultsSchema, run?.results ?? '')).not.toHaveProperty('board');
});
