import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { claimDataFolder } from './data-layout.ts';
import { DevServerFailed } from './dev-server-failed.ts';
import { httpApi } from './http-api.ts';
import { type Lock, takeLock } from './lock.ts';
import { freePorts } from './ports.ts';
import { identityOf } from './process-identity.ts';
import { serverVersion } from './server-version.ts';

export interface DevServerOptions {
  /** Path of the Temporal CLI. */
  readonly cli: string;
  /** Where the database lies; without it, it is kept in memory. */
  readonly dataFolder?: string;
  readonly host: string;
  /** Wanted ports; free ones are taken instead when they are not. 0 asks for any. */
  readonly port: number;
  readonly uiPort: number;
  readonly namespace: string;
  /** How long closed workflows are kept. */
  readonly retentionDays: number;
  /** Names of search attributes, all of type Keyword. */
  readonly searchAttributes: readonly string[];
  /** Where Temporal Web has payloads decoded. */
  readonly codecEndpoint?: string;
}

export interface DevServer {
  /** Host and port of the gRPC interface. */
  readonly address: string;
  /** Temporal Web. */
  readonly uiUrl: string;
  readonly pid: number;
  /** Resolves when the server has ended, by `stop` or by itself, to what it said last. */
  readonly ended: Promise<string>;
  /** Ends the server gracefully and gives its database free. */
  stop(): Promise<void>;
}

/**
 * Starts a Temporal dev server on loopback and waits until it is healthy. It ends with this process, whatever ends this.
 * @throws {import('./lock.ts').LockHeld} when another process runs a server on the same data
 * @throws {import('./data-layout.ts').DataLayoutMismatch} when other versions wrote the data
 * @throws {DevServerFailed}
 */
export async function startDevServer(options: DevServerOptions): Promise<DevServer> {
  const { dataFolder } = options;
  if (dataFolder === undefined) return launch(options, undefined, []);
  const folder = join(dataFolder, 'temporal');
  await mkdir(folder, { recursive: true });
  const lock = await takeLock(join(folder, 'server.lock'));
  try {
    await claimDataFolder(dataFolder, await serverVersion(options.cli));
    // WAL with normal syncing loses nothing when a process is killed, and starts builds several times as fast.
    const pragmas = ['journal_mode=wal', 'synchronous=normal'].flatMap((pragma) => ['--sqlite-pragma', pragma]);
    return await launch(options, lock, ['--db-filename', join(folder, 'temporal.db'), ...pragmas]);
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function launch(
  options: DevServerOptions,
  lock: Lock | undefined,
  database: readonly string[],
): Promise<DevServer> {
  for (let attempt = 1; ; attempt += 1) {
    const server = await spawnGuarded(options, database);
    try {
      const identity = identityOf(server.pid);
      if (identity) lock?.cover(identity);
      await healthy(server, options);
      const ended = server.ended.finally(() => lock?.release());
      const stop = async () => {
        server.stop();
        await ended;
      };
      return { address: server.address, uiUrl: server.uiUrl, pid: server.pid, ended, stop };
    } catch (error) {
      server.stop();
      const said = await server.ended;
      // A port that was free a moment ago: choose again.
      if (/address already in use/.test(said) && attempt < 4) continue;
      throw error instanceof DevServerFailed
        ? error
        : new DevServerFailed(`Temporal did not start: ${said}`, { cause: error });
    }
  }
}

interface Spawned {
  readonly address: string;
  readonly uiUrl: string;
  readonly httpUrl: string;
  readonly pid: number;
  readonly ended: Promise<string>;
  readonly stop: () => void;
}

async function spawnGuarded(options: DevServerOptions, database: readonly string[]): Promise<Spawned> {
  const { cli, host, namespace, searchAttributes, codecEndpoint } = options;
  const ports = await freePorts(host, [options.port, options.uiPort, 0, 0]);
  const [port, uiPort, httpPort, metricsPort] = ports.map(String);
  const args = [
    ...['server', 'start-dev', '--ip', host, '--port', port, '--ui-port', uiPort],
    ...['--http-port', httpPort, '--metrics-port', metricsPort, '--namespace', namespace, ...database],
    ...[
      '--log-level',
      'error',
      '--log-format',
      'json',
      '--color',
      'never',
      '--disable-config-file',
      '--ui-disable-news-fetch',
    ],
    ...(codecEndpoint === undefined ? [] : ['--ui-codec-endpoint', codecEndpoint]),
    ...searchAttributes.flatMap((name) => ['--search-attribute', `${name}=Keyword`]),
  ].filter((arg) => arg !== undefined);
  // In a process group of its own, so that an interrupt at the terminal does not end it before its workers.
  const guard = spawn(process.execPath, [join(import.meta.dirname, 'guard.ts'), cli, ...args], {
    env: withoutTemporalSettings(process.env),
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
  });
  guard.stdin.on('error', () => {});
  const ended = lastWords(guard);
  const pid = await Promise.race([firstLine(guard), ended.then(() => undefined)]);
  if (pid === undefined) throw new DevServerFailed(`Temporal did not start: ${await ended}`);
  const local = host.includes(':') ? `[${host}]` : host;
  return {
    address: `${local}:${port}`,
    uiUrl: `http://${local}:${uiPort}`,
    httpUrl: `http://${local}:${httpPort}`,
    pid: Number(pid),
    ended,
    stop: () => guard.stdin.end(),
  };
}

async function healthy(
  server: Spawned,
  { namespace, retentionDays, searchAttributes }: DevServerOptions,
): Promise<void> {
  const api = httpApi(server.httpUrl, namespace);
  let gone = false;
  void server.ended.then(() => {
    gone = true;
  });
  for (const deadline = Date.now() + 30_000; !(await api.answers()); await sleep(25)) {
    if (gone) throw new Error('Temporal ended while it was starting.');
    if (Date.now() > deadline) throw new DevServerFailed('Temporal did not answer within 30 seconds.');
  }
  const [known] = await Promise.all([api.searchAttributes(), api.retain(retentionDays)]);
  // The server takes an attribute of another type without a word and keeps the type that it had.
  const wrong = searchAttributes.find((name) => known[name] !== 'INDEXED_VALUE_TYPE_KEYWORD');
  if (wrong) throw new DevServerFailed(`Temporal's search attribute ${wrong} is not a Keyword in this data folder.`);
}

async function firstLine(guard: ChildProcess & { stdout: NodeJS.ReadableStream }): Promise<string> {
  const [line] = await once(createInterface({ input: guard.stdout }), 'line');
  return String(line);
}

/** Resolves when the guard has ended, to the last of what came on stderr. */
function lastWords(guard: ChildProcess & { stderr: NodeJS.ReadableStream }): Promise<string> {
  let said = '';
  guard.stderr.setEncoding('utf8').on('data', (text) => {
    said = `${said}${text}`.slice(-4_000);
  });
  return new Promise((resolve) => {
    guard.once('error', (error) => resolve(error.message));
    guard.once('close', () => resolve(said.trim()));
  });
}

/** The CLI reads variables of its own, under names that the service uses for its settings. */
function withoutTemporalSettings(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('TEMPORAL_')));
}
