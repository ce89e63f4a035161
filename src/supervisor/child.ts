import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { LogLines } from './log-lines.ts';

/** A part of the service, run as a process of its own. */
export interface ChildOptions {
  readonly name: string;
  /** TypeScript file, absolute. */
  readonly file: string;
  /** It has views in it, which Node alone cannot read; without them it loads in half the time. */
  readonly jsx?: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Folder that packages are found from. */
  readonly root: string;
  readonly log: LogLines;
  /** Called with each of its lives, as soon as it begins. */
  readonly born?: (child: ChildProcess) => void;
  /** How long it may take to be ready, and how long to end when asked to. */
  readonly readyMs?: number;
  readonly graceMs?: number;
}

export interface Child {
  /** Resolves when the child has said for the first time that it is ready; rejects when it cannot get there. */
  readonly ready: Promise<void>;
  pid(): number | undefined;
  /** How often it was started again. */
  restarts(): number;
  stop(): Promise<void>;
}

/** A part of the service does not come up. */
export class ChildFailed extends Error {
  readonly code = 'child-failed';
  constructor(name: string, why: string, log: LogLines) {
    const said = log.recent();
    super(`The ${name} ${why} (its log is ${log.file})${said ? `:\n${said}` : '.'}`);
    this.name = 'ChildFailed';
  }
}

const firstPauseMs = 200;
const longestPauseMs = 10_000;
/** One that lived so long is started again without a pause for thought. */
const soundMs = 30_000;
/** Deaths before it was ever ready, after which it is given up. */
const attempts = 3;

/**
 * Starts a part of the service and starts it again whenever it dies, the more slowly the more often. It says that it is
 * ready with `process.send({ ready: true })`.
 */
export function superviseChild(options: ChildOptions): Child {
  const { name, log, readyMs = 60_000, graceMs = 5_000 } = options;
  const ready = Promise.withResolvers<void>();
  let current: ChildProcess | undefined;
  let ended: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  let stopping = false;
  let wasReady = false;
  let starts = 0;
  let pauseMs = firstPauseMs;

  const late = setTimeout(() => {
    ready.reject(new ChildFailed(name, `was not ready after ${Math.round(readyMs / 1000)} seconds`, log));
  }, readyMs);
  // Whoever stops before it is ready does not wait for it.
  ready.promise.finally(() => clearTimeout(late)).catch(() => {});

  const start = () => {
    starts += 1;
    const born = Date.now();
    const child = launch(options);
    current = child;
    options.born?.(child);
    child.on('message', (message) => {
      if (!isReady(message)) return;
      wasReady = true;
      ready.resolve();
    });
    ended = new Promise((resolve) => {
      child.once('error', (error) => log.write(error.message, 'stderr'));
      child.once('close', (code, signal) => {
        resolve();
        if (stopping) return;
        log.write(`${name} ended with ${signal ?? code}`, 'stderr');
        if (!wasReady && starts >= attempts) {
          ready.reject(new ChildFailed(name, 'does not come up', log));
          return;
        }
        pauseMs = Date.now() - born > soundMs ? firstPauseMs : Math.min(pauseMs * 2, longestPauseMs);
        timer = setTimeout(start, pauseMs);
      });
    });
  };
  start();

  return {
    ready: ready.promise,
    pid: () => current?.pid,
    restarts: () => starts - 1,
    async stop() {
      stopping = true;
      clearTimeout(timer);
      clearTimeout(late);
      signal(current, 'SIGTERM');
      const force = setTimeout(() => signal(current, 'SIGKILL'), graceMs);
      await ended;
      clearTimeout(force);
    },
  };
}

function launch({ file, jsx, env, root, log }: ChildOptions): ChildProcess {
  const preload = join(import.meta.dirname, 'leave-with-parent.ts');
  // In a process group of its own, so that Ctrl-C reaches it once, through the supervisor.
  const child = spawn(process.execPath, [...(jsx ? ['--import', 'tsx'] : []), '--import', preload, file], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: true,
  });
  for (const name of ['stdout', 'stderr'] as const) {
    const stream = child[name];
    if (stream) createInterface({ input: stream }).on('line', (line) => log.write(line, name));
  }
  return child;
}

function signal(child: ChildProcess | undefined, name: NodeJS.Signals): void {
  if (child?.exitCode === null && child.signalCode === null) child.kill(name);
}

function isReady(message: unknown): boolean {
  return typeof message === 'object' && message !== null && 'ready' in message && message.ready === true;
}
