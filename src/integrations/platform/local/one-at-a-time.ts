import { setTimeout as pause } from 'node:timers/promises';
import { type Lock, LockHeld, takeLock } from '../../temporal/lock.ts';
import { EnvironmentsBusy } from './errors.ts';

/** How long to wait for another process, which holds a lock for milliseconds; one that dies loses it. */
const patienceMs = 10_000;
const pollMs = 20;

/**
 * Does work on what a lock file stands for, one after another: those of this process stand in line, other processes
 * are kept out by the file.
 */
export class OneAtATime {
  private readonly lines = new Map<string, Promise<unknown>>();

  /** @throws EnvironmentsBusy */
  async run<T>(file: string, work: () => Promise<T>): Promise<T> {
    const before = this.lines.get(file) ?? Promise.resolve();
    const turn = before.then(() => locked(file, work));
    const ended = turn.catch(() => {});
    this.lines.set(file, ended);
    try {
      return await turn;
    } finally {
      if (this.lines.get(file) === ended) this.lines.delete(file);
    }
  }
}

async function locked<T>(file: string, work: () => Promise<T>): Promise<T> {
  const lock = await take(file);
  try {
    return await work();
  } finally {
    lock.release();
  }
}

async function take(file: string): Promise<Lock> {
  for (const deadline = Date.now() + patienceMs; ; ) {
    try {
      return await takeLock(file);
    } catch (error) {
      if (!(error instanceof LockHeld)) throw error;
      if (Date.now() > deadline) throw new EnvironmentsBusy(error);
      await pause(pollMs);
    }
  }
}
