import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * A process, told from a later one with the same number by the moment that it started.
 * @typedef {{ pid: number, started: string }} Identity
 */
/** @typedef {{ id: string, holder: Identity, command?: Identity }} Content */

/**
 * Runs `work` while no other process does, waiting for one that is at it. A lock whose holder is gone, even by kill -9,
 * is taken over, after the command that it left running has been ended.
 * @template T
 * @param {string} file
 * @param {(cover: (pid: number) => void) => Promise<T>} work tells the commands that it starts, each the leader of a
 *   process group, to `cover`
 * @param {(holder: number) => void} [onWait] told once, with the process that is waited for
 * @returns {Promise<T>}
 */
export async function withLock(file, work, onWait = () => {}) {
  mkdirSync(dirname(file), { recursive: true });
  const mine = { id: randomUUID(), holder: identityOf(process.pid) };
  for (let waited = false; !put(file, mine); await sleep(100)) {
    const present = read(file);
    if (present === undefined) continue;
    if (isAlive(present.holder)) {
      if (!waited) onWait(present.holder.pid);
      waited = true;
    } else {
      if (present.command) await endGroup(present.command);
      removeStale(file, present.id);
    }
  }
  try {
    return await work((pid) => {
      const part = `${file}.${mine.id}`;
      writeFileSync(part, JSON.stringify({ ...mine, command: identityOf(pid) }));
      renameSync(part, file);
    });
  } finally {
    if (read(file)?.id === mine.id) rmSync(file, { force: true });
  }
}

/** A hard link is made or refused in one step, and the lock is never seen half written. @param {string} file  @param {Content} content */
function put(file, content) {
  const part = `${file}.${content.id}`;
  writeFileSync(part, JSON.stringify(content));
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

/** @param {string} file  @returns {Content | undefined} */
function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Moves the stale lock away; when another process was quicker and a fresh one was moved, it is put back. @param {string} file  @param {string} staleId */
function removeStale(file, staleId) {
  const aside = `${file}.stale.${randomUUID()}`;
  try {
    renameSync(file, aside);
    if (read(aside)?.id !== staleId) linkSync(aside, file);
  } catch {
    // Another process removed it first, or has taken it by now: the next look shows which.
  } finally {
    rmSync(aside, { force: true });
  }
}

/** @param {Identity} command the leader of the group; when it has ended, others of the group may go on */
async function endGroup({ pid, started }) {
  const now = startOf(pid);
  if (now !== '' && now !== started) return;
  try {
    process.kill(-pid, 'SIGTERM');
    for (let waited = 0; waited < 3_000; waited += 100) {
      await sleep(100);
      process.kill(-pid, 0);
    }
    process.kill(-pid, 'SIGKILL');
    await sleep(100);
  } catch {
    // Nothing of it is left.
  }
}

/** @param {Identity} identity */
function isAlive({ pid, started }) {
  const now = startOf(pid);
  return now !== '' && now === started;
}

/** @param {number} pid */
function identityOf(pid) {
  return { pid, started: startOf(pid) };
}

/** When a process started, in the system's own terms; '' when there is none. @param {number} pid */
function startOf(pid) {
  try {
    if (process.platform === 'linux') {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      // The command's name, in parentheses, may hold spaces: fields are counted behind it.
      return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
    }
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    return '';
  }
}
