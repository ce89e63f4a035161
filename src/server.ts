import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type ServerType, serve } from '@hono/node-server';
import { createApp } from './api/app.ts';
import type { ExampleBrief } from './api/app-deps.ts';
import { type Config, loadConfig, root } from './config.ts';
import { offeredAccounts } from './domain/accounts/offered-accounts.ts';
import { checkAccess, offeredProviders } from './integrations/ai/offered-providers.ts';
import { promptPreview } from './integrations/ai/prompted/preview.ts';
import { readPrompts } from './integrations/ai/prompts/prompt-files.ts';
import { fileArtifactStore } from './integrations/artifacts/file-store.ts';
import { readDbtSchemas } from './integrations/dbt/schemas.ts';
import { openSqliteRecords } from './integrations/records/open-sqlite.ts';
import { openVault } from './integrations/secrets/open-vault.ts';
import { encryptionCodec } from './integrations/temporal/codec.ts';
import { connectTemporal } from './integrations/temporal/connection.ts';
import { failureConverterPath } from './integrations/temporal/data-converter.ts';
import { configuredKeys, loadPayloadKeys } from './integrations/temporal/payload-key-file.ts';
import { createLogger } from './log.ts';
import { buildQueue } from './workflows/task-queues.ts';

/** Serves the page and the API until it is told to stop. */
async function main(config: Config): Promise<void> {
  const logger = createLogger(config.log, 'web');
  const { data } = config.folders;
  const codec = encryptionCodec(await loadPayloadKeys(data, configuredKeys(config.payloads)));
  const [{ client, connection }, records, dbtSchemas, examples, prompts] = await Promise.all([
    connectTemporal({
      address: config.temporal.address ?? `${config.web.host}:${config.temporal.port}`,
      namespace: config.temporal.namespace,
      dataConverter: { payloadCodecs: [codec], failureConverterPath },
    }),
    openSqliteRecords(join(data, 'records.sqlite')),
    readDbtSchemas(config.dbt.python).catch((error: unknown) => {
      // Edits are then checked by the rehearsal alone.
      logger.warn({ err: error }, 'the schemas of dbt cannot be read');
    }),
    readExamples(join(root, 'examples/briefs')),
    readPrompts(join(root, 'prompts')).catch((error: unknown) => {
      logger.warn({ err: error }, 'the prompts cannot be read');
    }),
  ]);
  const keys = await openVault(config.vault);
  const app = await createApp({
    ...{ client, codec, records, examples, logger, buildQueue },
    ...(dbtSchemas ? { dbtSchemas } : {}),
    ...(prompts ? { previewPrompts: promptPreview(prompts) } : {}),
    accounts: offeredAccounts(config.accounts),
    providers: offeredProviders(config.ai),
    checkAccess: (vendor, typed, signal) => checkAccess(config.ai, vendor, typed, signal),
    vault: keys.vault,
    artifacts: fileArtifactStore(join(data, 'artifacts')),
    temporalUi: config.temporal.uiUrl,
    presetWarehouse: config.builds.warehouse,
    buildOptions: {
      workAhead: config.builds.workAhead,
      expiryDays: config.builds.expiryDays,
      schedule: config.builds.productionSchedule,
      archiveRepository: config.builds.archiveRepositoryOnTeardown,
    },
    htmxFolder: dirname(createRequire(import.meta.url).resolve('htmx.org/dist/htmx.min.js')),
  });
  const server = await listen(app.fetch, config);
  process.send?.({ ready: true });

  await toldToStop();
  app.close();
  await close(server);
  await connection.close();
  await records.close();
  await keys.close();
}

function listen(fetch: Parameters<typeof serve>[0]['fetch'], { web }: Config): Promise<ServerType> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch, hostname: web.host, port: web.port }, () => resolve(server));
    server.once('error', reject);
  });
}

function close(server: ServerType): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    // Streams have been ended; what a browser keeps open beside them is not waited for.
    if ('closeAllConnections' in server) setTimeout(() => server.closeAllConnections(), 300).unref();
  });
}

function toldToStop(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve());
    // The supervisor is gone.
    process.once('disconnect', () => resolve());
  });
}

/** The example briefs that the form offers, in the order of their names. */
async function readExamples(folder: string): Promise<ExampleBrief[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort();
  // Wishes stand beside the briefs that models are held against.
  const wished = new Set(await readdir(join(folder, 'wishes')));
  return Promise.all(
    names.map(async (file) => ({
      forModel: wished.has(file),
      name: file.replace(/\.yaml$/, ''),
      text: await readFile(join(folder, file), 'utf8'),
    })),
  );
}

if (import.meta.main) {
  await main(loadConfig());
  process.exit(0);
}
