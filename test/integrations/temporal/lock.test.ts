import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { takeLock } from '../../../src/integrations/temporal/lock.ts';
import { identityOf, isRunning } from '../../../src/integrations/temporal/process-identity.ts';

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lock-'));
  file = join(folder, 'the.lock');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function leave(holder: object, child?: object) {
  return writeFile(file, JSON.stringify({ id: 'left', holder, child }));
}

describe('a lock', () => {
  it('is held until it is released, and leaves no file', async () => {
    const lock = await takeLock(file);
    await expect(takeLock(file)).rejects.toMatchObject({ code: 'lock-held', holder: { pid: process.pid } });
    lock.release();
    (await takeLock(file)).release();
    expect(await readdir(folder)).toEqual([]);
  });

  it('goes to exactly one of many that want it at once', async () => {
    await leave({ pid: 2 ** 22 + 1, started: '1' });
    const tries = await Promise.allSettled(Array.from({ length: 20 }, () => takeLock(file)));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('is taken over from a holder that is gone, even when its number was given to another process', async () => {
    await leave({ pid: process.pid, started: 'long ago' });
    (await takeLock(file)).release();
  });

  it('is taken over when it is damaged', async () => {
    await writeFile(file, '{"id":');
    (await takeLock(file)).release();
  });

  it('is not released by one who lost it', async () => {
    const lock = await takeLock(file);
    await leave({ pid: process.pid, started: identityOf(process.pid)?.started });
    lock.release();
    await expect(takeLock(file)).rejects.toMatchObject({ code: 'lock-held' });
  });

  it('ends the child that a dead holder left, before it is taken over', async () => {
    const orphan = spawn('sleep', ['60']);
    const gone = once(orphan, 'exit');
    const identity = identityOf(orphan.pid ?? 0);
    await leave({ pid: process.pid, started: 'long ago' }, identity);
    await takeLock(file);
    expect(identity && isRunning(identity)).toBe(false);
    await gone;
  });

  it('leaves a process alone that only has the number of a child', async () => {
    const other = spawn('sleep', ['60']);
    await leave({ pid: process.pid, started: 'long ago' }, { pid: other.pid, started: 'long ago' });
    await takeLock(file);
    expect(identityOf(other.pid ?? 0)).toBeDefined();
    other.kill();
  });
});
