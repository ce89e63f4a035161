import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MockActivityEnvironment } from '@temporalio/testing';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import { asStep, type StepContext } from '../../../src/activities/as-step.ts';
import type { InInfrastructure } from '../../../src/activities/dbt-cloud/contract.ts';
import type { CloudRunDeps } from '../../../src/activities/dbt-cloud/keep-cloud-run.ts';
import { noAccess } from '../../../src/domain/accounts/account-access.ts';
import type { RunState } from '../../../src/domain/build/state.ts';
import { type RunResults, runResultsSchema } from '../../../src/domain/rehearsal/run-results.ts';
import type { Scenario } from '../../../src/domain/scenario/scenario.ts';
import { fileArtifactStore } from '../../../src/integrations/artifacts/file-store.ts';
import { getJson, putJson } from '../../../src/integrations/artifacts/json.ts';
import { fileArtifactRoots } from '../../../src/integrations/artifacts/roots.ts';
import { putTree } from '../../../src/integrations/artifacts/tree.ts';
import { openSqliteRecords } from '../../../src/integrations/records/open-sqlite.ts';
import { libraryScenario } from '../../domain/fixtures/library.ts';
import type { RunPlan } from '../../setup/dbt-cloud/run-plan.ts';
import { seedDemo } from '../../setup/dbt-cloud/seed-demo.ts';
import { startDbtCloud } from '../../setup/dbt-cloud/stand-in.ts';
import { aSnapshot } from '../../views/fixtures/reports.ts';

export const buildId = 'bq7cabc23456';
export const patience = { pausesMs: [1] };

/** A demo of the library that stands in an account, and what its steps work with; closed with the test. */
export async function openCloudBench(shown: Scenario = libraryScenario()) {
  const folder = await mkdtemp(join(tmpdir(), 'foundry-cloud-run-'));
  const cloud = await startDbtCloud();
  const artifacts = fileArtifactStore(join(folder, 'artifacts'));
  const records = await openSqliteRecords(join(folder, 'records.sqlite'));
  onTestFinished(async () => {
    await cloud.close();
    await records.close();
    await rm(folder, { recursive: true, force: true });
  });
  const demo = await seedDemo(cloud, `foundry-${buildId}`, 'library_bq7cab');
  const scenario = await putJson(artifacts, shown);
  const project = await putJson(artifacts, aSnapshot(await putTree(artifacts, { 'README.md': 'x' }), scenario));
  const deps: CloudRunDeps = {
    ...{ logger: pino({ level: 'silent' }), vault: undefined, artifacts, records },
    roots: fileArtifactRoots(join(folder, 'artifacts')),
    services: {
      defaults: {
        dbt_cloud_host: cloud.url,
        dbt_cloud_account_id: String(cloud.accountId),
        dbt_cloud_token: cloud.token,
      },
      githubApiUrl: 'https://api.github.invalid',
      templateRepository: undefined,
      terraform: {
        ...{ binary: undefined, module: '', mirror: '', workFolder: folder },
        stateOf: () => {
          throw new Error('nothing here works on what stands');
        },
      },
    },
  };
  const url = 'https://stand-in.invalid/';
  const input: InInfrastructure = {
    ...{ buildId, access: noAccess, project },
    infrastructure: {
      ...{ projectId: demo.project, repositoryId: demo.repository, connection: { id: demo.connection, made: true } },
      ...{ environments: demo.environments, jobs: demo.jobs, semanticLayer: false },
      schemas: { production: 'library_bq7cab', raw: 'library_bq7cab_raw' },
      urls: { project: url, develop: url, production: url, jobs: { load: url, production: url, ci: url } },
    },
  };
  const environment = new MockActivityEnvironment();
  return {
    ...{ cloud, demo, deps, input, records },
    /** Runs a step as a worker does. */
    run: <In, Out>(step: (input: In, context: StepContext) => Promise<Out>, given: In): Promise<Out> =>
      environment.run(asStep(deps.logger, 'run', step), given),
    /** Aborts the step, for the reason that Temporal gives. */
    abort: (reason: 'CANCELLED' | 'WORKER_SHUTDOWN' | 'TIMED_OUT') => environment.cancel(reason),
    resultsOf: ({ results }: RunState): Promise<RunResults> => getJson(artifacts, runResultsSchema, results),
    runs: () => [...cloud.state.runs.values()],
  };
}

/** A run whose command comes to these results: status by node, as `test.a_name`. */
export function plan(command: string, nodes: Readonly<Record<string, string>>, logs = ''): RunPlan {
  const results = Object.entries(nodes).map(([node, status]) => {
    const [type, name] = node.split('.');
    const failures = status === 'fail' ? 1 : null;
    return {
      ...{ unique_id: `${type}.library.${name}${type === 'test' ? '.1a2b' : ''}`, status, failures },
      ...{ message: null, execution_time: 0.5 },
    };
  });
  const fails = Object.values(nodes).some((status) => status === 'fail' || status === 'error');
  return { ends: 'success', steps: { [command]: { runResults: { results }, fails, ...(logs && { logs }) } } };
}

export const green = { 'model.fct_loans': 'success', 'test.every_loan_has_a_member': 'pass' };
/** What the incident `unknown-members` promises. */
export const strangers = {
  'test.every_loan_has_a_member': 'fail',
  ...{ 'model.int_loans_with_books': 'skipped', 'model.fct_loans': 'skipped', 'model.fct_loans_by_day': 'skipped' },
};
