import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Client } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import type { Logger } from 'pino';
import { createDbtCloudActivities } from './activities/dbt-cloud/index.ts';
import type { Services } from './activities/dbt-cloud/services.ts';
import type { Dependencies } from './activities/dependencies.ts';
import { createActivities, createDbtActivities } from './activities/index.ts';
import { lookForLeftovers } from './activities/leftovers/look-for-leftovers.ts';
import { sweepWorkFolder } from './activities/rehearsal/sweep-work-folder.ts';
import { type Config, loadConfig, root } from './config.ts';
import { configuredProviders } from './integrations/ai/configured-provider.ts';
import { codeVersion } from './integrations/artifacts/code-version.ts';
import { fileArtifactStore } from './integrations/artifacts/file-store.ts';
import { fileArtifactRoots } from './integrations/artifacts/roots.ts';
import { fileStepResults } from './integrations/artifacts/step-results.ts';
import { createDbtRunner, type DbtRunner } from './integrations/dbt/runner.ts';
import { readDbtSchemas } from './integrations/dbt/schemas.ts';
import { createWarehouseProver } from './integrations/dbt/warehouse/warehouse-prover.ts';
import { localEnvironments } from './integrations/platform/local/environments.ts';
import { openSqliteRecords } from './integrations/records/open-sqlite.ts';
import { localRepositories } from './integrations/repository/local-repositories.ts';
import { openVault } from './integrations/secrets/open-vault.ts';
import type { Vault } from './integrations/secrets/vault.ts';
import { readTemplate } from './integrations/template/read.ts';
import { connectTemporal } from './integrations/temporal/connection.ts';
import { connectWorker } from './integrations/temporal/connection-of-worker.ts';
import { encryptingDataConverter } from './integrations/temporal/data-converter.ts';
import { temporalOpenBuilds } from './integrations/temporal/open-builds.ts';
import type { PayloadKeys } from './integrations/temporal/payload-key.ts';
import { configuredKeys, loadPayloadKeys } from './integrations/temporal/payload-key-file.ts';
import { temporalProductionSchedules } from './integrations/temporal/production-schedules.ts';
import { workflowBundle } from './integrations/temporal/workflow-bundle.ts';
import { storedStates } from './integrations/terraform/stored-states.ts';
import { createLogger } from './log.ts';
import { buildOfWorkflow, buildWorkflowId, scheduleId } from './workflows/messages.ts';
import { buildQueue, dbtQueueOf, outsideQueueOf } from './workflows/task-queues.ts';

/** Heartbeats are passed on this often, so that progress is seen and a cancel is noticed within a second. */
const heartbeat = { maxHeartbeatThrottleInterval: '500ms', defaultHeartbeatThrottleInterval: '500ms' } as const;

/** Runs builds and their steps until it is told to stop. */
async function main(config: Config): Promise<void> {
  const logger = createLogger(config.log, 'worker');
  Runtime.install({
    // The page takes a question back that was answered another way meanwhile; the core would warn of each.
    telemetryOptions: {
      logging: {
        filter: 'error,temporalio_client=warn,temporalio_sdk_core=warn,temporalio_sdk_core::worker::workflow=error',
      },
    },
    logger: new DefaultLogger('WARN', ({ level, message, meta }) => {
      // The workers of the other queues have none on purpose.
      if (message.startsWith('No workflows registered')) return;
      // A step that fails says so itself, with its build, its name and why.
      if (message === 'Activity failed' && meta?.error instanceof ApplicationFailure) return;
      logger[level === 'ERROR' ? 'error' : 'warn'](meta ?? {}, message);
    }),
  });
  const { data } = config.folders;
  const dbt = createDbtRunner({
    python: config.dbt.python,
    home: join(root, 'dbt'),
    concurrency: config.dbt.concurrency,
    logger,
  });
  const payloadKeys = await loadPayloadKeys(data, configuredKeys(config.payloads));
  const dataConverter = encryptingDataConverter(payloadKeys);
  const address = { address: config.temporal.address ?? '', namespace: config.temporal.namespace };
  const keys = await openVault(config.vault);
  const connecting = connectTemporal({ ...address, dataConverter });
  const client = connecting.then((temporal) => temporal.client);
  const [connection, temporal, bundle, deps] = await Promise.all([
    connectWorker(address),
    connecting,
    workflowBundle(join(data, 'cache')),
    dependencies(config, { client, dbt, vault: keys.vault, payloadKeys, logger }),
  ]);
  const common = {
    connection,
    namespace: address.namespace,
    dataConverter,
    shutdownGraceTime: '3s',
    ...heartbeat,
  } as const;
  const builds = await Worker.create({
    ...common,
    taskQueue: buildQueue,
    workflowBundle: bundle,
    activities: createActivities(deps),
    // After a worker was killed, its cached workflows go to another one this soon.
    stickyQueueScheduleToStartTimeout: '1s',
    maxConcurrentActivityTaskExecutions: 20,
  });
  const rehearsals = await Worker.create({
    ...common,
    taskQueue: dbtQueueOf(buildQueue),
    activities: createDbtActivities(deps),
    // A step that only waits for a place in the runner costs nothing; the runner itself is sized by cores.
    maxConcurrentActivityTaskExecutions: Math.max(4, availableParallelism() * 2),
  });
  const services = await Worker.create({
    ...common,
    taskQueue: outsideQueueOf(buildQueue),
    activities: createDbtCloudActivities(deps),
    // They wait for runs, limits and Terraform, which is bounded by itself.
    maxConcurrentActivityTaskExecutions: 100,
  });
  const workers = [builds, rehearsals, services];
  endWithParent(() => {
    for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
  });
  const running = Promise.all(workers.map((worker) => worker.run()));
  process.send?.({ ready: true });
  sweep(deps, logger);
  lookForLeftovers(deps).catch((error: unknown) => logger.warn({ err: error }, 'leftovers could not be looked for'));
  logger.info({ temporal: address.address }, 'worker ready');
  try {
    await running;
  } finally {
    await dbt.close();
    await deps.records.close();
    await keys.close();
    await temporal.connection.close();
    await connection.close();
  }
}

/** What is open already, or being opened, when the steps' dependencies are made. */
interface Opened {
  readonly client: Promise<Client>;
  readonly dbt: DbtRunner;
  readonly vault: Vault | undefined;
  readonly payloadKeys: PayloadKeys;
  readonly logger: Logger;
}

async function dependencies(
  config: Config,
  { client: connected, dbt, vault, payloadKeys, logger }: Opened,
): Promise<Dependencies> {
  const { data } = config.folders;
  const artifactFolder = join(data, 'artifacts');
  const artifacts = fileArtifactStore(artifactFolder);
  const folders = { blueprints: join(root, 'blueprints'), prompts: join(root, 'prompts') };
  const providerOf = configuredProviders(config.ai, folders, vault);
  const [client, records, provider, template, dbtSchemas, version] = await Promise.all([
    connected,
    openSqliteRecords(join(data, 'records.sqlite')),
    providerOf(undefined),
    readTemplate(join(root, 'template')),
    readDbtSchemas(config.dbt.python),
    codeVersion(root, [
      'src/domain',
      'src/activities',
      'src/integrations/ai',
      'src/integrations/dbt',
      'template',
      'dbt',
    ]),
  ]);
  const roots = fileArtifactRoots(artifactFolder);
  return {
    logger,
    artifacts,
    stepResults: fileStepResults(artifactFolder, artifacts),
    roots,
    records,
    provider,
    providerOf,
    vault,
    tokenBudget: config.ai.tokenBudget,
    buildOf: buildOfWorkflow,
    template,
    repositories: localRepositories(join(data, 'repositories')),
    environments: localEnvironments(join(data, 'demos')),
    schedules: temporalProductionSchedules(client, { taskQueue: buildQueue, workflowType: 'jobRun', idOf: scheduleId }),
    openBuilds: temporalOpenBuilds(client, buildWorkflowId),
    services: servicesOf(config, { artifacts, roots, keys: payloadKeys, logger }),
    dbt,
    prover: createWarehouseProver({
      root,
      tools: config.folders.tools,
      workFolder: join(data, 'work'),
      concurrency: Math.max(1, Math.floor(config.dbt.concurrency / 2)),
    }),
    dbtSchemas,
    codeVersion: version,
    workFolder: join(data, 'work'),
  };
}

/** How demos in dbt Cloud reach GitHub, dbt Cloud and Terraform. */
function servicesOf(
  { accounts, services, folders }: Config,
  { logger, ...states }: Pick<Dependencies, 'artifacts' | 'roots' | 'logger'> & { readonly keys: PayloadKeys },
): Services {
  const { githubApiUrl, templateRepository, terraform: binary, providerMirror: mirror } = services;
  const folder = join(folders.data, 'terraform');
  const { stateOf } = storedStates({
    ...states,
    folder: join(folder, 'states'),
    onLost: (build, why) => logger.warn({ build, why }, 'the state of Terraform is lost'),
  });
  return {
    defaults: accounts,
    githubApiUrl,
    templateRepository,
    terraform: { binary, module: join(root, 'terraform'), mirror, workFolder: join(folder, 'work'), stateOf },
  };
}

/** Artifacts that nothing has needed for this long are removed. */
const graceMs = 7 * 24 * 60 * 60 * 1000;

/** A rehearsal's folder is left over when it is older than this; none takes nearly as long. */
const rehearsalGraceMs = 60 * 60 * 1000;

/** Removes what nobody holds on to any more, once at every start; what fails is tried again at the next. */
function sweep({ roots, workFolder }: Dependencies, logger: Logger): void {
  roots.sweep(graceMs).then(
    (swept) => logger.info(swept, 'artifacts swept'),
    (error: unknown) => logger.warn({ err: error }, 'artifacts could not be swept'),
  );
  sweepWorkFolder(workFolder, rehearsalGraceMs).then(
    (removed) => removed > 0 && logger.info({ removed }, 'left over folders of rehearsals removed'),
    (error: unknown) => logger.warn({ err: error }, 'left over folders of rehearsals could not be removed'),
  );
}

/** Stops in order when asked to, and when the supervisor is gone. */
function endWithParent(stop: () => void): void {
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  process.once('disconnect', stop);
}

await main(loadConfig());
process.exit(0);
