import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RunInput } from '../../../src/activities/contract.ts';
import { dbtCommand } from '../../../src/activities/jobs/dbt-command.ts';
import { finishRun } from '../../../src/activities/jobs/finish-run.ts';
import { prepareRun } from '../../../src/activities/jobs/prepare-run.ts';
import { projectName, schemaName } from '../../../src/domain/naming/names.ts';
import { renderProject } from '../../../src/domain/project/render-project.ts';
import { runResultsSchema } from '../../../src/domain/rehearsal/run-results.ts';
import type { RunPlan } from '../../../src/domain/scenario/run-plan.ts';
import { getJson, putJson } from '../../../src/integrations/artifacts/json.ts';
import { fileArtifactRoots } from '../../../src/integrations/artifacts/roots.ts';
import { putTree } from '../../../src/integrations/artifacts/tree.ts';
import { localEnvironments } from '../../../src/integrations/platform/local/environments.ts';
import { openSqliteRecords } from '../../../src/integrations/records/open-sqlite.ts';
import { libraryInput, libraryScenario } from '../../domain/fixtures/library.ts';
import { aSnapshot } from '../../views/fixtures/reports.ts';
import { type OpenBench, openBench } from '../rehearse-blueprint.ts';

let bench: OpenBench;
beforeAll(async () => {
  bench = await openBench();
  await bench.deps.dbt.version();
}, 60_000);
afterAll(() => bench.close());

const context = { signal: new AbortController().signal, progress: () => {} };

/** The library published and loaded, with production by a plan. */
async function loaded(run_plan: RunPlan) {
  const { semantic_layer: _, exposures: __, ...rest } = libraryScenario();
  const scenario = { ...rest, exposures: [], run_plan };
  const { artifacts, template } = bench.deps;
  const { main } = renderProject(libraryInput({ scenario }), template);
  const files = new Map([...main].map(([path, text]) => [path, new TextEncoder().encode(text)]));
  const folder = join(bench.folder, run_plan.kind);
  const environments = localEnvironments(join(folder, 'demos'));
  const tree = await putTree(artifacts, Object.fromEntries(main));
  const project = await putJson(artifacts, aSnapshot(tree, await putJson(artifacts, scenario)));
  const names = { profile: projectName('city_library'), productionSchema: schemaName('city_library', 'a1b2c3') };
  await environments.create({ buildId: 'b1', generation: 1, project, ...names });
  const records = await openSqliteRecords(join(folder, 'records.sqlite'));
  const repositories = { find: async () => ({}), headOf: async () => 'c0ffee', readTree: async () => files };
  let installed = 0;
  const { dbt } = bench.deps;
  const counted: typeof dbt = {
    ...dbt,
    dbt: (job, options) => {
      installed += job.commands.filter(({ args }) => args[0] === 'deps').length;
      return dbt.dbt(job, options);
    },
  };
  const deps = {
    ...{ ...bench.deps, dbt: counted, environments, records, roots: fileArtifactRoots(join(folder, 'artifacts')) },
    repositories: repositories as unknown as typeof bench.deps.repositories,
  };
  const of = (job: 'load' | 'production', runId: string, more: Partial<RunInput> = {}): RunInput => ({
    ...{ schema: 'job/1', buildId: 'b1', generation: 1, job, runId },
    ...more,
  });
  const finish = async (input: RunInput, succeeded = true) => {
    const startedAt = new Date().toISOString();
    const done = await finishRun(deps)({ ...input, startedAt, succeeded }, context);
    if (done.kind !== 'ran') throw new Error(`it was ${done.kind}`);
    return { run: done.run, results: await getJson(artifacts, runResultsSchema, done.run.results) };
  };
  const command = (input: RunInput, position: number) => dbtCommand(deps)({ ...input, command: position }, context);
  const prepare = async (input: RunInput) => {
    const prepared = await prepareRun(deps)(input, context);
    if (!prepared) throw new Error('it was overtaken');
    return prepared;
  };
  const load = of('load', 'load-1', { subject: 'day-one' });
  await prepare(load);
  await command(load, 0);
  await finish(load);
  return { of, prepare, command, finish, installed: () => installed };
}

test('a run that stopped goes on from where it was, in a copy of its database', { timeout: 240_000 }, async () => {
  const { of, prepare, command, finish } = await loaded({ kind: 'by-layer' });
  const first = of('production', 'production-2');
  const { steps = [] } = await prepare(first);
  expect(steps.map(({ title }) => title)).toEqual([
    ...['dbt deps', 'build staging', 'build intermediate', 'build marts', 'dbt docs generate'],
  ]);
  for (const position of [0, 1]) expect(await command(first, position)).toEqual({ succeeded: true });

  const second = of('production', 'production-3', { goesOn: 'production-2' });
  const again = await prepare(second);
  expect(again.steps?.map(({ done = false }) => done)).toEqual([true, true, false, false, false]);
  // The marts read what the stopped run has built: nothing of it is built again.
  for (const position of [2, 3, 4]) expect(await command(second, position)).toEqual({ succeeded: true });
  const { run, results } = await finish(second);
  expect(run).toMatchObject({ id: 'production-3', status: 'green', asPromised: true });
  expect(results.commands.map(({ title, succeeded }) => [title, succeeded])).toEqual(
    steps.map(({ title }) => [title, true]),
  );
  expect(results.nodes.map(({ name }) => name)).toEqual(expect.arrayContaining(['stg_desk__loans', 'fct_loans']));
  expect(results.docs).toMatch(/^[0-9a-f]{64}$/);

  // Another run has become the environment's own since: the stopped one is not gone on with.
  const late = await prepare(of('production', 'production-4', { goesOn: 'production-2' }));
  expect(late.steps?.some(({ done }) => done)).toBe(false);
});

test('by model each node of the manifest is a command, with what a red one leaves out', {
  timeout: 240_000,
}, async () => {
  const { of, prepare, command, finish, installed } = await loaded({ kind: 'by-model' });
  const run = of('production', 'production-2', { subject: 'day-one' });
  const { steps = [] } = await prepare(run);
  const titles = steps.map(({ title }) => title);
  // Docs are left out after a landing; the time spine and the like stand in no scenario.
  expect(titles).toContain('build model fct_loans');
  expect(titles).not.toContain('dbt docs generate');
  const at = (name: string) => titles.indexOf(`build model ${name}`);
  // Built before what it reads, a model fails; what hangs on it is left out and nothing else.
  // Packages were installed to ask dbt for its graph, and are not once more.
  expect(steps[0]).toMatchObject({ title: 'dbt deps', done: true, seconds: expect.any(Number) });
  expect(steps.filter(({ done }) => done)).toHaveLength(1);
  const red = await command(run, at('int_loans_with_books'));
  expect(red.succeeded).toBe(false);
  expect(red.blocks).toEqual([at('fct_loans'), at('fct_loans_by_day')].toSorted((a, b) => a - b));
  expect(await command(run, at('stg_desk__members'))).toEqual({ succeeded: true });
  const { results } = await finish(run, false);
  expect(results.commands[0]).toEqual({ title: 'dbt deps', succeeded: true, seconds: steps[0]?.seconds });
  expect(installed()).toBe(1);
});
