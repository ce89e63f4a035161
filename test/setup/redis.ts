import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { freePorts } from '../../src/integrations/temporal/ports.ts';

const programs = ['valkey-server', 'redis-server'];

/** The store that is installed here, if one is. */
export const redisProgram = programs.find((program) => {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
});

export interface RedisForTest {
  readonly url: string;
  readonly port: number;
  /** Ends it as a machine that dies does. */
  kill(): Promise<void>;
  /** Everything that it holds and says, as one text. */
  dump(): string;
}

/** A store on a free port of this machine, with settings of its own; nothing is written to disk unless they say so. */
export async function startRedis(...settings: string[]): Promise<RedisForTest> {
  if (redisProgram === undefined) throw new Error('neither valkey-server nor redis-server is installed');
  const folder = await mkdtemp(join(tmpdir(), 'foundry-redis-'));
  const [port = 0] = await freePorts('127.0.0.1', [0]);
  const child = spawn(
    redisProgram,
    ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder, ...settings],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  onTestFinished(async () => {
    await end(child);
    await rm(folder, { recursive: true, force: true });
  });
  let said = '';
  for await (const text of child.stdout) {
    said += String(text);
    if (/ready to accept connections/i.test(said)) break;
  }
  child.stdout.destroy();
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    kill: () => end(child),
    dump: () => {
      const ask = (...args: string[]) =>
        execFileSync(redisProgram?.replace('-server', '-cli') ?? '', ['-p', String(port), ...args], {
          encoding: 'utf8',
        });
      const names = ask('keys', '*').trim().split('\n').filter(Boolean);
      return names.map((name) => `${name} ${ask('dump', name)} ${ask('object', 'encoding', name)}`).join('\n');
    },
  };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}
