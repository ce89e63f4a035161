import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from '../src/config.ts';

const patienceMs = 120_000;

/** Seconds from `npm start` to the page's address, and to the page itself. */
export interface Start {
  readonly address: number;
  readonly page: number;
}

/** Runs `npm start` twice on a data folder of its own; gives the second start. */
export async function measureSecondStart(): Promise<Start> {
  const data = await mkdtemp(join(tmpdir(), 'foundry-start-'));
  try {
    await startAndEnd(data);
    return await startAndEnd(data);
  } finally {
    await rm(data, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 });
  }
}

async function startAndEnd(data: string): Promise<Start> {
  const first = 20_000 + 4 * Math.floor(Math.random() * 2_500);
  const ports = { PORT: String(first), TEMPORAL_PORT: String(first + 1), TEMPORAL_UI_PORT: String(first + 2) };
  const started = performance.now();
  const since = () => (performance.now() - started) / 1000;
  // In a process group of its own, which is then interrupted as a terminal does.
  const npm = spawn('npm', ['start'], {
    cwd: root,
    env: { ...process.env, ...ports, DATA_DIR: data },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  try {
    const page = await addressIn(npm);
    const address = since();
    const response = await fetch(page, { signal: AbortSignal.timeout(patienceMs) });
    await response.text();
    if (!response.ok) throw new Error(`the page answered ${response.status}`);
    return { address, page: since() };
  } finally {
    if (npm.exitCode === null && npm.pid !== undefined) {
      const gone = once(npm, 'close');
      process.kill(-npm.pid, 'SIGINT');
      await gone;
    }
  }
}

async function addressIn(npm: ChildProcess): Promise<string> {
  if (!npm.stdout) throw new Error('npm has no output');
  const late = setTimeout(() => npm.kill('SIGINT'), patienceMs);
  try {
    for await (const line of createInterface({ input: npm.stdout })) {
      const address = /Page\s+(http:\S+)/.exec(line)?.[1];
      if (address) return address;
    }
  } finally {
    clearTimeout(late);
  }
  throw new Error('npm start ended without an address');
}
