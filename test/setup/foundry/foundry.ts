import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import type { Payload } from '@temporalio/common';
import { decodeArrayFromPayloads } from '@temporalio/common/lib/internal-non-workflow/index.js';
import { z } from 'zod';
import { loadConfig, root, toEnv } from '../../../src/config.ts';
import { fileArtifactStore } from '../../../src/integrations/artifacts/file-store.ts';
import type { ArtifactStore } from '../../../src/integrations/artifacts/store.ts';
import { connectTemporal } from '../../../src/integrations/temporal/connection.ts';
import { encryptingDataConverter } from '../../../src/integrations/temporal/data-converter.ts';
import { loadPayloadKeys } from '../../../src/integrations/temporal/payload-key-file.ts';
import { freePorts } from '../../../src/integrations/temporal/ports.ts';
import { identityOf, isRunning, type ProcessIdentity } from '../../../src/integrations/temporal/process-identity.ts';
import { type Gate, openGate } from './gate.ts';

const upMessage = z.object({ page: z.string(), temporalAddress: z.string() });
type Up = z.infer<typeof upMessage>;

/** Longer than every part may take to come up on a busy machine. */
const upMs = 120_000;

export interface FoundryOptions {
  /** The real page instead of one that only answers its health check. */
  readonly withPage?: boolean;
  /** A gate between the worker and Temporal. */
  readonly withGate?: boolean;
  /** Settings that are not as the test run's own. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** The whole service in processes of its own, on a data folder and ports of its own: to be driven, killed and restarted. */
export class TestFoundry {
  readonly data: string;
  readonly artifacts: ArtifactStore;
  readonly gate: Gate | undefined;
  private readonly env: NodeJS.ProcessEnv;
  private readonly closing: (() => Promise<unknown>)[] = [];
  private supervisor: ChildProcess | undefined;
  private up: (Up & { client: Client; disconnect: () => Promise<void> }) | undefined;

  private constructor(data: string, env: NodeJS.ProcessEnv, gate: Gate | undefined) {
    this.data = data;
    this.artifacts = fileArtifactStore(join(data, 'artifacts'));
    this.env = env;
    this.gate = gate;
  }

  /** Brings the service up. */
  static async open({ withPage = false, withGate = false, settings = {} }: FoundryOptions = {}): Promise<TestFoundry> {
    const data = await mkdtemp(join(tmpdir(), 'foundry-driven-'));
    // The same ports after each restart, so that a gate and clients find it again; below those that the system gives to
    // outgoing connections, which could take one while its part is down.
    const first = 20_000 + 4 * Math.floor(Math.random() * 2_500);
    const [port = 0, uiPort = 0, web = 0] = await freePorts('127.0.0.1', [first, first + 1, first + 2]);
    const gate = withGate ? await openGate(() => `127.0.0.1:${port}`) : undefined;
    const config = loadConfig({ ...process.env, ...settings });
    const env = {
      ...process.env,
      ...toEnv({
        ...config,
        folders: { ...config.folders, data },
        web: { host: '127.0.0.1', port: web },
        temporal: { ...config.temporal, address: undefined, uiUrl: undefined, port, uiPort },
        log: { level: 'info', pretty: false },
      }),
      ...(gate ? { GATE_ADDRESS: gate.address } : {}),
      ...(withPage ? { WITH_PAGE: '1' } : {}),
    };
    const foundry = new TestFoundry(data, env, gate);
    if (gate) foundry.closing.push(() => gate.close());
    try {
      await foundry.start();
    } catch (error) {
      await foundry.close();
      throw error;
    }
    return foundry;
  }

  /** Starts the supervisor, which starts the rest; resolves when all is up. */
  async start(): Promise<void> {
    const file = join(import.meta.dirname, 'parts/supervisor.ts');
    const child = spawn(process.execPath, ['--import', 'tsx', file], {
      cwd: root,
      env: this.env,
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    let said = '';
    child.stderr?.on('data', (text) => {
      said = `${said}${text}`.slice(-2_000);
    });
    this.supervisor = child;
    const [message] = await Promise.race([
      once(child, 'message', { signal: AbortSignal.timeout(upMs) }),
      once(child, 'exit').then(() => {
        throw new Error(`the service did not come up: ${said}`);
      }),
    ]);
    const told = upMessage.parse(message);
    // After a restart the connection finds the server at its old address by itself. Closing one while a call is being tried
    // again makes the client throw in a timer.
    if (this.up && this.up.temporalAddress !== told.temporalAddress) throw new Error('Temporal came up elsewhere');
    this.up ??= { ...told, ...(await this.connect(told)) };
  }

  private async connect({ temporalAddress: address }: Up) {
    const dataConverter = encryptingDataConverter(await loadPayloadKeys(this.data));
    const { client, connection } = await connectTemporal({ address, namespace: 'default', dataConverter });
    return { client, disconnect: () => connection.close() };
  }

  get page(): string {
    return this.running.page;
  }

  get client(): Client {
    return this.running.client;
  }

  /** What a payload that was seen on the network holds. */
  async read(payload: Payload | undefined): Promise<unknown> {
    const [value] = await decodeArrayFromPayloads(this.client.options.loadedDataConverter, payload ? [payload] : []);
    return value;
  }

  /** The worker that runs now, if one does. */
  worker(): ProcessIdentity | undefined {
    return this.noted('worker.pid');
  }

  /** `kill -9` of the worker; resolves when it is gone. Its supervisor starts another. */
  async killWorker(): Promise<void> {
    await kill([this.worker()]);
  }

  /** `kill -9` of the Temporal server; its supervisor starts it again. */
  async killTemporal(): Promise<void> {
    await kill([this.temporal()]);
  }

  /** `kill -9` of every process at once; `start` brings them up again. */
  async killEverything(): Promise<void> {
    const web = Number(await (await fetch(new URL('/healthz', this.page))).text());
    const page = Number.isInteger(web) ? identityOf(web) : undefined;
    await kill([identityOf(this.supervisor?.pid ?? -1), this.worker(), page, this.temporal()]);
  }

  /** Ends every process in order; the data folder stays. */
  async shutDown(): Promise<void> {
    await this.up?.disconnect();
    this.up = undefined;
    const { supervisor } = this;
    if (supervisor && supervisor.exitCode === null && supervisor.signalCode === null) {
      const gone = once(supervisor, 'exit');
      supervisor.kill('SIGTERM');
      await gone;
    }
  }

  /** Ends everything and removes the data folder. */
  async close(): Promise<void> {
    await this.shutDown();
    for (const step of this.closing) await step();
    // What a killed service left behind ends by itself a moment later.
    await rm(this.data, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 });
  }

  private get running() {
    if (!this.up) throw new Error('the service is not up');
    return this.up;
  }

  private temporal(): ProcessIdentity | undefined {
    const file = join(this.data, 'temporal/server.lock');
    if (!existsSync(file)) return undefined;
    const { child } = z
      .object({ child: z.object({ pid: z.number(), started: z.string() }) })
      .parse(JSON.parse(readFileSync(file, 'utf8')));
    return isRunning(child) ? child : undefined;
  }

  private noted(name: string): ProcessIdentity | undefined {
    const file = join(this.data, name);
    return existsSync(file) ? identityOf(Number(readFileSync(file, 'utf8'))) : undefined;
  }
}

async function kill(targets: readonly (ProcessIdentity | undefined)[]): Promise<void> {
  const found = targets.map((target) => {
    if (!target) throw new Error('a process that was to be killed is not there');
    return target;
  });
  for (const { pid } of found) process.kill(pid, 'SIGKILL');
  while (found.some(isRunning)) await sleep(5);
}
