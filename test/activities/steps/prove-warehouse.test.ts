import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { proveWarehouse } from '../../../src/activities/steps/prove-warehouse.ts';
import { proofInWords } from '../../../src/domain/build/proof-summary.ts';
import type { WarehouseProof } from '../../../src/domain/rehearsal/warehouse-proof.ts';
import { fileArtifactStore } from '../../../src/integrations/artifacts/file-store.ts';
import { putJson } from '../../../src/integrations/artifacts/json.ts';
import { fileStepResults } from '../../../src/integrations/artifacts/step-results.ts';
import { putTree } from '../../../src/integrations/artifacts/tree.ts';
import { AdapterNotInstalled } from '../../../src/integrations/dbt/warehouse/adapter-environment.ts';
import type { WarehouseProver } from '../../../src/integrations/dbt/warehouse/warehouse-prover.ts';
import { libraryScenario } from '../../domain/fixtures/library.ts';
import { aSnapshot } from '../../views/fixtures/reports.ts';

const context = { signal: new AbortController().signal, progress: () => {} };

const proof = (passed: boolean): WarehouseProof => ({
  schema: 'warehouse-proof/1',
  warehouse: 'snowflake',
  passed,
  dbtVersion: '1.12.6',
  adapterVersion: '1.11.5',
  sqlglotVersion: '27.0',
  network: 'namespace',
  seconds: 4,
  stages: [],
  filesCompiled: 66,
  statementsRecorded: 240,
  findings: passed
    ? []
    : [{ stage: 'functions', path: 'models/a.sql', line: 1, message: 'There is no such function.', change: null }],
});

/** The step on a folder of its own; its prover gives what the test says. */
async function stepWith(prove: WarehouseProver['prove'], warehouse = 'snowflake') {
  const folder = await mkdtemp(join(tmpdir(), 'foundry-prove-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const artifacts = fileArtifactStore(folder);
  const asked: string[] = [];
  const prover: WarehouseProver = {
    pins: async () => 'pins',
    prove: (project, chosen, options) => {
      asked.push(chosen);
      return prove(project, chosen, options);
    },
  };
  const deps = { artifacts, stepResults: fileStepResults(folder, artifacts), codeVersion: 'test', prover };
  const main = await putTree(artifacts, new Map([['models/a.sql', 'select 1']]));
  const scenario = await putJson(artifacts, libraryScenario());
  const project = await putJson(artifacts, { ...aSnapshot(main, scenario), warehouse });
  return { asked, run: () => proveWarehouse(deps)({ project }, context) };
}

test('a green proof is kept with its figures, and not run again', async () => {
  const { run, asked } = await stepWith(async () => proof(true));
  const first = await run();
  expect(first).toMatchObject({ reused: false, proof: { proven: true, passed: true, filesCompiled: 66 } });
  expect(first.proof && proofInWords(first.proof)).toBe(
    'proven for Snowflake: 66 queries compiled, 240 statements recorded',
  );
  expect(await run()).toMatchObject({ reused: true, proof: { proven: true, passed: true } });
  expect(asked).toEqual(['snowflake']);
});

test('a red proof is a result, and is run again', async () => {
  const { run, asked } = await stepWith(async () => proof(false));
  expect(await run()).toMatchObject({ proof: { proven: true, passed: false, findings: 1 } });
  await run();
  expect(asked).toHaveLength(2);
});

test('where the adapter cannot be installed the project stands as not proven, with the reason', async () => {
  const { run } = await stepWith(async (_, warehouse) => {
    throw new AdapterNotInstalled(warehouse, 'no index can be reached');
  });
  const { proof: summary } = await run();
  expect(summary).toMatchObject({ proven: false, warehouse: 'snowflake' });
  expect(summary && proofInWords(summary)).toContain('no index can be reached');
});

test('any other failure of the proof is the step’s own', async () => {
  const { run } = await stepWith(async () => {
    throw new Error('lost');
  });
  await expect(run()).rejects.toThrow('lost');
});

test('on DuckDB nothing is left to prove', async () => {
  const { run, asked } = await stepWith(async () => proof(true), 'duckdb');
  expect(await run()).toEqual({ proof: null, reused: false });
  expect(asked).toEqual([]);
});
