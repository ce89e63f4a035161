import { execFile, spawn } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { withLock } from '../../scripts/setup/lock.mjs';
import { root } from '../../src/config.ts';
import { identityOf } from '../../src/integrations/temporal/process-identity.ts';
import { fakeTree } from './fake-tree.ts';

const lockModule = join(root, 'scripts/setup/lock.mjs');

/** No process has such a number. */
const gone = { pid: 2 ** 22 + 1, started: '1' };

/** Notes when it comes in and when it goes out. */
const visitor = `
  import { appendFileSync } from 'node:fs';
  import { setTimeout as sleep } from 'node:timers/promises';
  import { withLock } from ${JSON.stringify(lockModule)};
  const [file, journal] = process.argv.slice(-2);
  await withLock(file, async () => {
    appendFileSync(journal, 'in ');
    await sleep(30);
    appendFileSync(journal, 'out ');
  });
`;

it('lets one command after the other set up, also past one that was killed', async () => {
  const folder = await fakeTree();
  const file = join(folder, 'set-up.lock');
  const journal = join(folder, 'journal');
  await writeFile(file, JSON.stringify({ id: 'left', holder: gone }));
  const visit = () => promisify(execFile)(process.execPath, ['--input-type=module', '-e', visitor, file, journal]);
  await Promise.all(Array.from({ length: 5 }, visit));
  expect(await readFile(journal, 'utf8')).toBe('in out '.repeat(5));
});

it('tells once who is waited for', async () => {
  const folder = await fakeTree();
  const file = join(folder, 'set-up.lock');
  const waits: number[] = [];
  let second = Promise.resolve('');
  await withLock(file, async () => {
    second = withLock(
      file,
      async () => 'second',
      (holder) => waits.push(holder),
    );
    await new Promise((resolve) => setTimeout(resolve, 600));
  });
  expect(await second).toBe('second');
  expect(waits).toEqual([process.pid]);
});

it('ends the command that a killed set-up left running, before it begins', async () => {
  const folder = await fakeTree();
  const file = join(folder, 'set-up.lock');
  const left = spawn('sh', ['-c', 'sleep 60 & sleep 60'], { detached: true });
  const ended = new Promise((resolve) => left.once('close', (_, signal) => resolve(signal)));
  const command = identityOf(left.pid ?? 0);
  await writeFile(file, JSON.stringify({ id: 'left', holder: gone, command }));
  await withLock(file, async () => {
    expect(identityOf(left.pid ?? 0)).toBeUndefined();
    // Its pipes close when the last of the group is gone.
    expect(await ended).toBe('SIGTERM');
  });
});
