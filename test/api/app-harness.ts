import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type ServerType, serve } from '@hono/node-server';
import type { Client } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import { pino } from 'pino';
import { type App, createApp } from '../../src/api/app.ts';
import { newToken } from '../../src/api/setup/build-id.ts';
import { root } from '../../src/config.ts';
import type { AccountDefaults } from '../../src/domain/accounts/account-access.ts';
import { offeredAccounts } from '../../src/domain/accounts/offered-accounts.ts';
import type { AskKind } from '../../src/domain/build/ask.ts';
import type { BuildState } from '../../src/domain/build/state.ts';
import type { Scenario } from '../../src/domain/scenario/scenario.ts';
import type { ProviderSettings } from '../../src/integrations/ai/configured-provider.ts';
import { checkAccess, offeredProviders } from '../../src/integrations/ai/offered-providers.ts';
import { promptPreview } from '../../src/integrations/ai/prompted/preview.ts';
import { readPrompts } from '../../src/integrations/ai/prompts/prompt-files.ts';
import { fileArtifactStore } from '../../src/integrations/artifacts/file-store.ts';
import type { ArtifactStore } from '../../src/integrations/artifacts/store.ts';
import { openSqliteRecords } from '../../src/integrations/records/open-sqlite.ts';
import type { Records } from '../../src/integrations/records/records.ts';
import { memoryVault } from '../../src/integrations/secrets/memory-vault.ts';
import type { Vault } from '../../src/integrations/secrets/vault.ts';
import { encryptionCodec } from '../../src/integrations/temporal/codec.ts';
import { connectTemporal } from '../../src/integrations/temporal/connection.ts';
import { failureConverterPath } from '../../src/integrations/temporal/data-converter.ts';
import { payloadKeys } from '../../src/integrations/temporal/payload-key.ts';
import { dbtQueueOf, outsideQueueOf } from '../../src/workflows/task-queues.ts';
import { temporalAddress, workflowBundle } from '../setup/temporal.ts';
import { StubActivities } from '../workflows/stub-activities.ts';
import { CloudSteps } from './cloud-steps.ts';
import { storingActivities } from './storing-activities.ts';

const codec = encryptionCodec(payloadKeys([{ id: 'test', base64: Buffer.alloc(32, 9).toString('base64') }]));
const dataConverter = { payloadCodecs: [codec], failureConverterPath };

/** The origin that stands for Temporal Web in tests. */
export const temporalUi = 'http://127.0.0.1:8233';

interface Parts {
  readonly client: Client;
  readonly artifacts: ArtifactStore;
  readonly records: Records;
  readonly scenario: Scenario;
  readonly queue: string;
  readonly folder: string;
  readonly closeTemporal: () => Promise<void>;
  readonly ai: ProviderSettings;
  readonly accounts: AccountDefaults;
  readonly vault: Vault;
}

const nothing = { key: undefined, baseUrl: undefined, model: 'none' };
const builtinOnly: ProviderSettings = { provider: 'builtin', anthropic: nothing, openai: nothing };

/** The page on a port of its own, with a real Temporal server and a worker whose steps only store what is looked at. */
export class AppHarness {
  readonly stubs = new StubActivities();
  readonly cloud = new CloudSteps();
  private readonly parts: Parts;
  private app!: App;
  private server!: ServerType;
  private workers: Promise<void> | undefined;
  private stopping: (() => void)[] = [];

  private constructor(parts: Parts) {
    this.parts = parts;
  }

  /**
   * @param ai what a demo can be written by; nothing but the blueprints where it is left out
   * @param accounts what the settings hold of accounts
   */
  static async open(
    scenario: Scenario,
    ai: ProviderSettings = builtinOnly,
    accounts: AccountDefaults = {},
  ): Promise<AppHarness> {
    const folder = await mkdtemp(join(tmpdir(), 'foundry page '));
    const temporal = await connectTemporal({ address: temporalAddress(), namespace: 'default', dataConverter });
    const harness = new AppHarness({
      client: temporal.client,
      artifacts: fileArtifactStore(join(folder, 'artifacts')),
      records: await openSqliteRecords(join(folder, 'records.sqlite')),
      ...{ scenario, ai, accounts, vault: memoryVault(), folder, queue: `page-${randomUUID()}` },
      closeTemporal: () => temporal.connection.close(),
    });
    await harness.startPage();
    await harness.startWorker();
    return harness;
  }

  get records(): Records {
    return this.parts.records;
  }

  get artifacts(): ArtifactStore {
    return this.parts.artifacts;
  }

  get vault(): Vault {
    return this.parts.vault;
  }

  get folder(): string {
    return this.parts.folder;
  }

  /** Where the steps of the harness do their work. */
  get queue(): string {
    return this.parts.queue;
  }

  get client(): Client {
    return this.parts.client;
  }

  get base(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get port(): number {
    // A server that listens on a port has an address of this kind.
    return (this.server.address() as AddressInfo).port;
  }

  async startPage(port = 0): Promise<void> {
    const { client, artifacts, records, queue, ai, accounts, vault } = this.parts;
    const briefs = join(root, 'examples/briefs');
    const names = (await readdir(briefs)).filter((name) => name.endsWith('.yaml')).sort();
    this.app = await createApp({
      ...{ client, artifacts, records, codec, temporalUi, buildQueue: queue },
      logger: pino({ level: 'silent' }),
      accounts: offeredAccounts(accounts),
      providers: offeredProviders(ai),
      checkAccess: (vendor, typed, signal) => checkAccess(ai, vendor, typed, signal),
      vault,
      examples: await Promise.all(
        names.map(async (name) => ({
          name: name.replace(/\.yaml$/, ''),
          text: await readFile(join(briefs, name), 'utf8'),
        })),
      ),
      previewPrompts: promptPreview(await readPrompts(join(root, 'prompts'))),
      buildOptions: { workAhead: false, expiryDays: 30, schedule: '0 6 * * *', archiveRepository: false },
      htmxFolder: dirname(createRequire(import.meta.url).resolve('htmx.org/dist/htmx.min.js')),
    });
    await new Promise<void>((resolve) => {
      this.server = serve({ fetch: this.app.fetch, hostname: '127.0.0.1', port }, () => resolve());
    });
  }

  async stopPage(): Promise<void> {
    this.app.close();
    const closed = new Promise((resolve) => this.server.close(resolve));
    if ('closeAllConnections' in this.server) this.server.closeAllConnections();
    await closed;
  }

  async startWorker(): Promise<void> {
    const { artifacts, scenario, queue } = this.parts;
    const connection = await NativeConnection.connect({ address: temporalAddress() });
    const activities = {
      ...(await storingActivities(this.stubs, artifacts, scenario)),
      ...this.cloud.activities(artifacts),
    };
    const common = {
      ...{ connection, dataConverter, activities },
      stickyQueueScheduleToStartTimeout: '500ms',
      maxHeartbeatThrottleInterval: '100ms',
      defaultHeartbeatThrottleInterval: '100ms',
    } as const;
    const workers = [
      await Worker.create({ ...common, taskQueue: queue, workflowBundle: workflowBundle() }),
      await Worker.create({ ...common, taskQueue: dbtQueueOf(queue) }),
      await Worker.create({ ...common, taskQueue: outsideQueueOf(queue) }),
    ];
    this.stopping = workers.map((worker) => () => worker.shutdown());
    this.workers = Promise.all(workers.map((worker) => worker.run())).then(() => connection.close());
  }

  async stopWorker(): Promise<void> {
    for (const stop of this.stopping.splice(0)) stop();
    await this.workers;
  }

  async close(): Promise<void> {
    await this.stopPage();
    await this.stopWorker();
    await this.parts.closeTemporal();
    await this.parts.records.close();
    await rm(this.parts.folder, { recursive: true, force: true });
  }

  /** Starts a build by the JSON API; gives its id. */
  async startBuild(brief: object = { company: 'Petal & Pine' }): Promise<string> {
    const response = await this.json('POST', '/api/builds', { brief, timeZone: 'Europe/Berlin', token: newToken() });
    const { id } = (await response.json()) as { id: string };
    return id;
  }

  async state(id: string): Promise<BuildState | null> {
    const { state } = (await (await this.json('GET', `/api/builds/${id}`)).json()) as { state: BuildState | null };
    return state;
  }

  /** Waits until the build asks this. */
  async asks(id: string, kind: AskKind, after = 0): Promise<BuildState> {
    const deadline = Date.now() + 15_000;
    for (;;) {
      const state = await this.state(id);
      if (state?.ask?.kind === kind && state.ask.number > after) return state;
      if (Date.now() > deadline) throw new Error(`never asked ${kind}: ${state?.phase} ${JSON.stringify(state?.ask)}`);
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
  }

  decide(state: BuildState, said: object): Promise<Response> {
    const answer = { ask: state.ask?.number ?? 0, revision: state.revision, ...said };
    return this.json('POST', `/api/builds/${state.id}/decisions`, answer);
  }

  json(method: string, path: string, body?: unknown): Promise<Response> {
    return fetch(new URL(path, this.base), {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  /** Sends a form as the page does by htmx. */
  form(path: string, fields: Record<string, string>, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(new URL(path, this.base), {
      method: 'POST',
      redirect: 'manual',
      headers: { 'hx-request': 'true', 'sec-fetch-site': 'same-origin', ...headers },
      body: new URLSearchParams(fields),
    });
  }

  async text(path: string, headers: Record<string, string> = {}): Promise<string> {
    return (await fetch(new URL(path, this.base), { headers })).text();
  }
}
