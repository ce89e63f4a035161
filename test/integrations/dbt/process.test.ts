import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readlink, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createDbtRunner } from '../../../src/integrations/dbt/runner.ts';
import { dbtHome, dbtPython } from '../../setup/dbt.ts';
import { commands, endless, openProject } from './open-project.ts';
import { tinyProject } from './tiny-project.ts';

let root: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'foundry-runner-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

/** How many processes work in a folder. */
async function workingIn(folder: string): Promise<number> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const places = await Promise.all(pids.map((pid) => readlink(`/proc/${pid}/cwd`).catch(() => '')));
  return places.filter((place) => place === folder).length;
}

/** The server by itself, and what it says, in sequence. */
function startServer(scratch: string): { child: ChildProcess; heard: unknown[]; say: (line: string) => void } {
  const child = spawn(dbtPython(), ['-B', '-m', 'runner', join(dbtHome, 'warm_project'), scratch], {
    cwd: dbtHome,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const heard: unknown[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => heard.push(JSON.parse(line)));
  return { child, heard, say: (line) => child.stdin.write(`${line}\n`) };
}

test('what it cannot read harms nothing, and its end takes its children and its folder along', async () => {
  const [scratch, folders] = [
    join(root, 'scratch'),
    await openProject(join(root, 'a'), 'tiny_demo', tinyProject(endless)),
  ];
  await mkdir(scratch);
  const { child, heard, say } = startServer(scratch);
  try {
    await expect.poll(() => heard, { timeout: 30_000 }).toEqual([{ ready: true, dbt: expect.any(String) }]);
    for (const line of ['nonsense', '[1]', '{"id": "half", "kind": "sql"}', '{"cancel": "nobody"}']) say(line);
    const file = (name: string) => join(root, name);
    const common = { env: {}, log: file('log'), answer: file('answer'), timeout: 30 };
    const empty = { database: '', readOnly: false, attach: {}, statements: [], rows: 1 };
    say(JSON.stringify({ id: 'whole', kind: 'sql', cwd: root, ...common, ...empty }));
    await expect
      .poll(() => heard.slice(1), { timeout: 10_000 })
      .toEqual([
        { unreadable: expect.any(String) },
        { unreadable: expect.any(String) },
        expect.objectContaining({ id: 'half', code: 71 }),
        expect.objectContaining({ id: 'whole', code: 0 }),
      ]);
    const { project, database, results } = folders;
    const sandboxed = { writable: [project, database, results], readable: [], limits: {}, results, flags: [] };
    const parse = [{ args: ['parse', '--no-partial-parse', '--profiles-dir', project], mayFail: false }];
    say(JSON.stringify({ id: 'long', kind: 'dbt', cwd: project, ...common, ...sandboxed, commands: parse }));
    await expect.poll(() => workingIn(project)).toBe(1);
    child.stdin?.end();
    await expect.poll(() => child.exitCode, { timeout: 5_000 }).toBe(0);
    expect(await workingIn(project)).toBe(0);
    expect(existsSync(scratch)).toBe(false);
  } finally {
    child.kill('SIGKILL');
  }
}, 120_000);

test('a runner that was killed gives up its job, whose child ends too, and is started again for the next', async () => {
  const folders = await openProject(join(root, 'b'), 'tiny_demo', tinyProject(endless));
  const options = { python: dbtPython(), home: dbtHome, concurrency: 1, logger: pino({ level: 'silent' }) };
  const victim = createDbtRunner(options);
  try {
    await victim.version();
    const job = victim.dbt({ folders, commands: commands('parse --no-partial-parse') });
    const lost = expect(job).rejects.toMatchObject({ code: 'dbt-runner-lost', retryable: true });
    await expect.poll(() => workingIn(folders.project)).toBe(1);
    process.kill(victim.pid() ?? Number.NaN, 'SIGKILL');
    await lost;
    await expect.poll(() => workingIn(folders.project)).toBe(0);
    expect((await victim.sql({ statements: ['select 42'] }))[0]?.rows).toEqual([[42]]);
  } finally {
    await victim.close();
  }
}, 120_000);

test('a job that finds no room for its files gives its place back', async () => {
  const temporary = join(root, 'temporary');
  await mkdir(temporary);
  vi.stubEnv('TMPDIR', temporary);
  const logger = pino({ level: 'silent' });
  const runner = createDbtRunner({ python: dbtPython(), home: dbtHome, concurrency: 1, logger });
  try {
    await runner.version();
    const [scratch = ''] = await readdir(temporary);
    await rename(join(temporary, scratch), join(root, 'aside'));
    await expect(runner.sql({ statements: ['select 1'] })).rejects.toMatchObject({ code: 'ENOENT' });
    await rename(join(root, 'aside'), join(temporary, scratch));
    const [one] = await runner.sql({ statements: ['select 1'] }, { signal: AbortSignal.timeout(20_000) });
    expect(one?.rows).toEqual([[1]]);
  } finally {
    vi.unstubAllEnvs();
    await runner.close();
  }
});
