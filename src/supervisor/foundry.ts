import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Config, root, toEnv } from '../config.ts';
import { memoryVault } from '../integrations/secrets/memory-vault.ts';
import { serveVault } from '../integrations/secrets/vault-channel.ts';
import { type Lock, LockHeld, takeLock } from '../integrations/temporal/lock.ts';
import { freePort, freePorts } from '../integrations/temporal/ports.ts';
import { identityOf } from '../integrations/temporal/process-identity.ts';
import { type Child, superviseChild } from './child.ts';
import { type LogLines, logLines } from './log-lines.ts';
import { findRunning, type RunFile, removeRunFile, serves, writeRunFile } from './run-file.ts';
import { type SupervisedTemporal, superviseTemporal } from './temporal.ts';

/** A service that was brought up, or joined. */
export interface Foundry {
  /** Address of the page. */
  readonly page: string;
  readonly temporalAddress: string;
  readonly temporalUi: string | undefined;
  /** Whether it ran before and goes on afterwards. */
  readonly joined: boolean;
  /** Ends what was brought up; one that was joined stays. */
  stop(): Promise<void>;
}

/** The service runs on this data folder already. */
export class AlreadyRunning extends Error {
  readonly code = 'already-running';
  readonly run: RunFile | undefined;
  constructor(run: RunFile | undefined, cause: LockHeld) {
    super(
      run
        ? `Demo Foundry runs already: ${run.page}`
        : `Demo Foundry is being started by process ${cause.holder.pid} already.`,
      { cause },
    );
    this.name = 'AlreadyRunning';
    this.run = run;
  }
}

/** The processes that make up the service. Tests put others in their place. */
export interface Parts {
  readonly worker: string;
  readonly web: string;
}

const parts: Parts = { worker: join(root, 'src/worker.ts'), web: join(root, 'src/server.ts') };

/** Kept with the workflow's messages too; a supervisor that loaded them would load the workflow SDK. */
const searchAttributes = ['DemoPhase', 'DemoStatus', 'DemoOwner', 'DemoTarget'];

/**
 * Brings up Temporal (unless the settings name one), the worker and the page, and keeps them up. Resolves when the page
 * can be used.
 * @throws {AlreadyRunning}
 */
export async function startFoundry(config: Config, { worker, web }: Parts = parts): Promise<Foundry> {
  const { data } = config.folders;
  const lock = await lockFolder(data);
  const undo: (() => void | Promise<void>)[] = [() => lock.release()];
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopped ??= undo.reduceRight((before, step) => before.then(step), Promise.resolve());
    return stopped;
  };
  const log = (name: string) => {
    const lines = logLines(join(data, 'logs'), name, config.log.pretty);
    undo.push(() => lines.close());
    return lines;
  };

  try {
    const port = await freePort(config.web.host, config.web.port);
    const page = `http://${config.web.host.includes(':') ? `[${config.web.host}]` : config.web.host}:${port}`;
    const place = await temporalPlace(config);
    const starting = config.temporal.address ? undefined : ownTemporal(config, place, page, log('temporal'));
    undo.push(() => starting?.then((temporal) => temporal.stop()).catch(() => {}));
    // Here, so that a part that dies loses no key.
    const vault = memoryVault();
    const born = (child: ChildProcess) => serveVault(vault, child);
    const logs = { worker: log('worker'), web: log('web') };
    const startParts = ({ address, uiUrl }: TemporalPlace) => {
      const temporal = { ...config.temporal, address, uiUrl };
      const env = { ...process.env, ...toEnv({ ...config, web: { ...config.web, port }, temporal }) };
      return [
        superviseChild({ name: 'worker', file: worker, env, root, log: logs.worker, born }),
        superviseChild({ name: 'web', file: web, jsx: true, env, root, log: logs.web, born }),
      ];
    };
    // They load while Temporal starts, and wait for it.
    let children = startParts(place);
    undo.push(() => stopAll(children));
    const temporal = await Promise.race([starting ?? place, anyFailed(children)]);
    if (temporal.address !== place.address) {
      // Its port was taken a moment ago.
      await stopAll(children);
      children = startParts(temporal);
    }
    const { address: temporalAddress, uiUrl: temporalUi } = temporal;
    await Promise.all(children.map((child) => child.ready));
    while (!(await serves(page))) await sleep(50);

    undo.push(() => removeRunFile(data));
    await writeRunFile(data, {
      pid: process.pid,
      processStarted: identityOf(process.pid)?.started ?? '',
      page,
      temporalAddress,
      ...(temporalUi === undefined ? {} : { temporalUi }),
      startedAt: new Date().toISOString(),
    });
    return { page, temporalAddress, temporalUi, joined: false, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Joins the service that runs on the data folder, or brings one up. */
export async function joinOrStart(config: Config, withParts: Parts = parts): Promise<Foundry> {
  const running = await findRunning(config.folders.data);
  if (running) return joined(running);
  try {
    return await startFoundry(config, withParts);
  } catch (error) {
    if (error instanceof AlreadyRunning && error.run) return joined(error.run);
    throw error;
  }
}

function joined({ page, temporalAddress, temporalUi }: RunFile): Foundry {
  return { page, temporalAddress, temporalUi, joined: true, stop: async () => {} };
}

/** One that is being started by another process is waited for, so that its address can be told. */
async function lockFolder(data: string): Promise<Lock> {
  try {
    return await takeLock(join(data, 'foundry.lock'));
  } catch (error) {
    if (!(error instanceof LockHeld)) throw error;
    let run = await findRunning(data);
    for (const deadline = Date.now() + 20_000; run === undefined && Date.now() < deadline; await sleep(200)) {
      run = await findRunning(data);
    }
    throw new AlreadyRunning(run, error);
  }
}

/** Where Temporal is. */
interface TemporalPlace {
  readonly address: string;
  readonly uiUrl: string | undefined;
}

/** Where the settings say that Temporal is, or where one of our own is going to be. */
async function temporalPlace({ web: { host }, temporal }: Config): Promise<TemporalPlace> {
  if (temporal.address) return { address: temporal.address, uiUrl: temporal.uiUrl };
  const [port, uiPort] = await freePorts(host, [temporal.port, temporal.uiPort]);
  const local = host.includes(':') ? `[${host}]` : host;
  return { address: `${local}:${port}`, uiUrl: `http://${local}:${uiPort}` };
}

function ownTemporal(
  { web: { host }, temporal: { cli, namespace, retentionDays }, folders }: Config,
  { address, uiUrl = '' }: TemporalPlace,
  page: string,
  log: LogLines,
): Promise<SupervisedTemporal> {
  const [port, uiPort] = [Number(new URL(`http://${address}`).port), Number(new URL(uiUrl).port)];
  return superviseTemporal(
    {
      ...{ cli, port, uiPort, namespace, retentionDays, searchAttributes },
      dataFolder: folders.data,
      host,
      codecEndpoint: `${page}/codec`,
    },
    log,
  );
}

/** Rejects as soon as one of them cannot come up. */
async function anyFailed(children: readonly Child[]): Promise<never> {
  await Promise.all(children.map((child) => child.ready));
  return new Promise(() => {});
}

async function stopAll(children: readonly Child[]): Promise<void> {
  await Promise.all(children.map((child) => child.stop()));
}
