import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { FoundryError } from '../../domain/foundry-error.ts';
import { endProcess, identityOf, isRunning, type ProcessIdentity } from './process-identity.ts';

const identity = z.object({ pid: z.number().int(), started: z.string() });
const content = z.object({ id: z.string(), holder: identity, child: identity.optional() });
type Content = z.infer<typeof content>;

/** Another process that runs holds the lock. */
export class LockHeld extends FoundryError {
  readonly holder: ProcessIdentity;
  constructor(file: string, holder: ProcessIdentity) {
    super('lock-held', `Process ${holder.pid} is at work here already; end it first (its lock is ${file}).`, {
      mend: `End process ${holder.pid}, or use what it runs.`,
      retryable: true,
    });
    this.holder = holder;
  }
}

export interface Lock {
  /** Names a child whose life the lock covers: whoever takes the lock over from a dead holder ends it first. */
  cover(child: ProcessIdentity): void;
  release(): void;
}

/**
 * Takes the lock that `file` stands for. A holder that is gone, even by kill -9, loses it: a child that it left behind
 * is ended before this resolves.
 * @throws {LockHeld}
 */
export async function takeLock(file: string): Promise<Lock> {
  const holder = identityOf(process.pid);
  if (holder === undefined) throw new Error('This process cannot be found in the list of processes.');
  const mine: Content = { id: randomUUID(), holder };
  mkdirSync(dirname(file), { recursive: true });
  for (;;) {
    if (put(file, mine)) break;
    const present = read(file);
    if (present === undefined) {
      rmUnreadable(file);
      continue;
    }
    if (isRunning(present.holder)) throw new LockHeld(file, present.holder);
    if (present.child) await endProcess(present.child, 5_000);
    remove(file, present.id);
  }
  return {
    cover(child) {
      const part = `${file}.${mine.id}`;
      writeFileSync(part, JSON.stringify({ ...mine, child }));
      renameSync(part, file);
    },
    release() {
      if (read(file)?.id === mine.id) rmSync(file, { force: true });
    },
  };
}

/** A hard link is made or refused in one step, and the lock is never seen half written. */
function put(file: string, lock: Content): boolean {
  const part = `${file}.${lock.id}`;
  writeFileSync(part, JSON.stringify(lock));
  try {
    linkSync(part, file);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(part, { force: true });
  }
}

function read(file: string): Content | undefined {
  try {
    return content.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}

/** Moves the stale lock away. When another process was quicker, so that a fresh lock was moved, it is put back. */
function remove(file: string, staleId: string): void {
  const aside = `${file}.stale.${randomUUID()}`;
  try {
    renameSync(file, aside);
    if (read(aside)?.id !== staleId) linkSync(aside, file);
  } catch {
    // Another process removed it first, or has taken it by now: the next attempt sees which.
  } finally {
    rmSync(aside, { force: true });
  }
}

/** Locks are put in place whole: one that cannot be read was damaged from outside, or has gone just now. */
function rmUnreadable(file: string): void {
  if (read(file) === undefined) rmSync(file, { force: true });
}
