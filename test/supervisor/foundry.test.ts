import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Config, readConfig, root, toEnv } from '../../src/config.ts';
import { identityOf, isRunning, type ProcessIdentity } from '../../src/integrations/temporal/process-identity.ts';
import { joinOrStart, startFoundry } from '../../src/main.ts';
import { findRunning } from '../../src/supervisor/run-file.ts';

const part = (name: string) => join(import.meta.dirname, 'parts', name);
const parts = { worker: part('worker.ts'), web: part('web.ts') };

let data: string;
let config: Config;
let cleanUp: (() => Promise<unknown>)[];

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'foundry-'));
  config = readConfig({
    DATA_DIR: data,
    TOOLS_DIR: join(root, process.env.TOOLS_DIR ?? '.tools'),
    ...{ PORT: '0', TEMPORAL_PORT: '0', TEMPORAL_UI_PORT: '0' },
  });
  cleanUp = [];
});

afterEach(async () => {
  for (const step of cleanUp.reverse()) await step();
  await rm(data, { recursive: true, force: true });
});

async function start() {
  const foundry = await startFoundry(config, parts);
  cleanUp.push(() => foundry.stop());
  return foundry;
}

function workers(): number[] {
  return readFileSync(join(data, 'worker-pids'), 'utf8').trim().split('\n').map(Number);
}

function temporal(): number {
  return JSON.parse(readFileSync(join(data, 'temporal/server.lock'), 'utf8')).child.pid;
}

/** Every process of the service, apart from the supervisor. */
async function processes(page: string): Promise<ProcessIdentity[]> {
  const web = Number(await (await fetch(new URL('/healthz', page))).text());
  const found = [web, temporal(), ...workers().slice(-1)].map(identityOf);
  return found.filter((process) => process !== undefined);
}

describe('a foundry', () => {
  it('brings up its parts, says where it runs, and leaves nothing when it is stopped', async () => {
    const foundry = await startFoundry(config, parts);
    const running = await processes(foundry.page);
    expect(running).toHaveLength(3);
    expect(await findRunning(data)).toMatchObject({
      pid: process.pid,
      page: foundry.page,
      temporalAddress: foundry.temporalAddress,
      temporalUi: foundry.temporalUi,
    });

    await Promise.all([foundry.stop(), foundry.stop()]);

    expect(running.filter(isRunning)).toEqual([]);
    expect(await findRunning(data)).toBeUndefined();
    expect(existsSync(join(data, 'foundry.lock'))).toBe(false);
  });

  it('starts a worker again that dies', async () => {
    await start();
    for (const lives of [2, 3]) {
      process.kill(workers().at(-1) ?? 0, 'SIGKILL');
      await expect.poll(() => workers().length, { timeout: 10_000 }).toBe(lives);
    }
  });

  it('starts Temporal again that dies, at the same address', async () => {
    const foundry = await start();
    const first = temporal();
    process.kill(first, 'SIGKILL');
    await expect
      .poll(() => existsSync(join(data, 'temporal/server.lock')) && temporal() !== first, { timeout: 10_000 })
      .toBe(true);
    const url = new URL(foundry.temporalUi ?? '');
    await expect
      .poll(
        () =>
          fetch(url).then(
            (response) => response.ok,
            () => false,
          ),
        { timeout: 10_000 },
      )
      .toBe(true);
  });

  it('is not started twice on one data folder, but joined', async () => {
    const foundry = await start();
    await expect(startFoundry(config, parts)).rejects.toMatchObject({
      code: 'already-running',
      message: `Demo Foundry runs already: ${foundry.page}`,
    });

    const joined = await joinOrStart(config, parts);
    expect(joined.page).toBe(foundry.page);
    await joined.stop();
    expect((await fetch(new URL('/healthz', foundry.page))).ok).toBe(true);
  });

  it('says what a part said that does not come up, and leaves nothing', async () => {
    const failed = startFoundry(config, { ...parts, worker: part('broken.ts') });
    await expect(failed).rejects.toMatchObject({
      code: 'child-failed',
      message: expect.stringContaining('the disk is full'),
    });
    expect(existsSync(join(data, 'temporal/server.lock'))).toBe(false);
    await start();
  });

  it.each(['worker.ts', 'stubborn.ts'])(
    'leaves nothing behind when it is killed with a %s, and starts again',
    async (worker) => {
      const supervisor = spawn(process.execPath, ['--import', 'tsx', part('supervisor.ts')], {
        cwd: root,
        env: { ...process.env, ...toEnv(config), WORKER_PART: worker },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      cleanUp.push(async () => supervisor.kill('SIGKILL'));
      const [page] = await once(supervisor.stdout, 'data');
      const running = await processes(String(page).trim());
      expect(running).toHaveLength(3);

      supervisor.kill('SIGKILL');

      // The parts get five seconds to end on their own account.
      await expect.poll(() => running.filter(isRunning), { timeout: 9_000, interval: 100 }).toEqual([]);
      await start();
    },
  );
});
