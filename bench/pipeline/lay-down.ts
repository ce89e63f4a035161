import { pino } from 'pino';
import type { Dependencies } from '../../src/activities/dependencies.ts';
import { createEnvironments } from '../../src/activities/steps/create-environments.ts';
import { publishRepository } from '../../src/activities/steps/publish-repository.ts';
import { renderProjectStep } from '../../src/activities/steps/render-project.ts';
import { root } from '../../src/config.ts';
import { briefSchema } from '../../src/domain/brief/brief.ts';
import type { JobInput, JobResult } from '../../src/domain/build/job.ts';
import type { RunPlan } from '../../src/domain/scenario/run-plan.ts';
import { loadBlueprint } from '../../src/integrations/ai/builtin/load-blueprint.ts';
import { putJson } from '../../src/integrations/artifacts/json.ts';
import { fileStepResults } from '../../src/integrations/artifacts/step-results.ts';
import type { DbtRunner } from '../../src/integrations/dbt/runner.ts';
import type { Environment } from '../../src/integrations/platform/local/environment.ts';
import { localEnvironments } from '../../src/integrations/platform/local/environments.ts';
import { localRepositories } from '../../src/integrations/repository/local-repositories.ts';
import { readTemplate } from '../../src/integrations/template/read.ts';
import { runWorkflowId } from '../../src/workflows/messages.ts';
import { buildQueue } from '../../src/workflows/task-queues.ts';
import type { TestFoundry } from '../../test/setup/foundry/foundry.ts';

const asOf = '2026-11-20';
const company = 'Northgate Parts';
const context = { signal: new AbortController().signal, progress: () => {} };

/** A demo's environments with the raw data of day one, in a service that runs. */
export interface LaidDown {
  readonly buildId: string;
  readonly environment: Environment;
  /** The database that the next run begins with. */
  readonly database: string;
  run(
    job: 'load' | 'production',
    subject?: string,
  ): Promise<{ readonly workflowId: string; readonly result: JobResult }>;
}

export interface ToLayDown {
  readonly foundry: TestFoundry;
  readonly dbt: DbtRunner;
  readonly folder: string;
  readonly blueprint: string;
  readonly plan: RunPlan | undefined;
  readonly buildId: string;
}

/** Publishes a blueprint's project with a run plan of our choice, and lands its day one by the load job. */
export async function layDown({ foundry, dbt, folder, blueprint, plan, buildId }: ToLayDown): Promise<LaidDown> {
  const { artifacts, data } = foundry;
  const { scenario, pieces } = await loadBlueprint(`${root}/blueprints/${blueprint}`);
  const { run_plan: _, ...rest } = scenario;
  const planned = plan ? { ...rest, run_plan: plan } : rest;
  const environments = localEnvironments(`${data}/demos`);
  // What the steps that are called here read.
  const deps = {
    ...{ logger: pino({ level: 'silent' }), artifacts, dbt, environments },
    stepResults: fileStepResults(`${folder}/steps`, artifacts),
    template: await readTemplate(`${root}/template`),
    repositories: localRepositories(`${data}/repositories`),
    ...{ codeVersion: 'bench', workFolder: `${folder}/work` },
  } as unknown as Dependencies;
  const all = [...pieces.rows, ...pieces.sql, ...pieces.changes];
  const brief = await putJson(artifacts, briefSchema.parse({ company, data_volume: 'large' }));
  const { project } = await renderProjectStep(deps)({
    ...{ buildId, company, warehouse: 'duckdb', brief, asOf },
    scenario: await putJson(artifacts, planned),
    pieces: await Promise.all(all.map((piece) => putJson(artifacts, piece))),
  });
  const at = `${asOf}T08:00:00.000Z`;
  const named = { buildId, company, name: `bench-${buildId}`, project, revision: 1, at };
  await publishRepository(deps)(named, context);
  await createEnvironments(deps)({ buildId, generation: 1, project });

  const run: LaidDown['run'] = async (job, subject) => {
    const runId = `bench-${job}`;
    const workflowId = runWorkflowId(buildId, runId);
    const input: JobInput = { schema: 'job/1', buildId, generation: 1, job, runId, ...(subject && { subject }) };
    const result: JobResult = await foundry.client.workflow.execute('jobRun', {
      ...{ workflowId, taskQueue: buildQueue, args: [input] },
    });
    if (result.kind !== 'ran' || result.run.status !== 'green') throw new Error(`${job} of ${buildId} is not green`);
    return { workflowId, result };
  };
  await run('load', 'day-one');
  const environment = await environments.find(buildId);
  if (!environment?.current) throw new Error('nothing was landed');
  return { buildId, environment, database: environments.runFolder(environment, environment.current).database, run };
}
