import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { identityOf, isRunning } from '../../src/integrations/temporal/process-identity.ts';

const script = join(import.meta.dirname, 'programs/script.mjs');
const program = join(import.meta.dirname, 'programs/program.ts');
const node = JSON.stringify(process.execPath);

/** Starts the script through a parent, as npm does, and waits until the program runs. */
async function started(command: string) {
  const parent = spawn('sh', ['-c', command], {
    env: { ...process.env, npm_lifecycle_event: 'start' },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [line] = await once(parent.stdout, 'data');
  const [own = 0, above = 0] = String(line).split(' ').map(Number);
  const both = [own, above].map(identityOf).filter((process) => process !== undefined);
  expect(both).toHaveLength(2);
  return { parent, script: above, both };
}

describe('a script', () => {
  it("ends with its program's code", async () => {
    const child = spawn(process.execPath, [script, program, '23'], { stdio: 'ignore' });
    expect(await once(child, 'exit')).toEqual([23, null]);
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('passes %s on, and ends with its program', async (signal) => {
    const { parent, script: pid, both } = await started(`exec ${node} ${script} ${program}`);
    const answer = once(parent.stdout, 'data');
    process.kill(pid, signal);
    expect(String(await answer)).toBe(`${signal}\n`);
    expect(await once(parent, 'exit')).toEqual([7, null]);
    expect(both.filter(isRunning)).toEqual([]);
  });

  it('takes its program along when it is killed', async () => {
    const { script: pid, both } = await started(`exec ${node} ${script} ${program}`);
    process.kill(pid, 'SIGKILL');
    await expect.poll(() => both.filter(isRunning), { timeout: 5_000 }).toEqual([]);
  });

  it('ends when npm, its parent, is killed', async () => {
    const { parent, both } = await started(`${node} ${script} ${program}; true`);
    parent.kill('SIGKILL');
    await expect.poll(() => both.filter(isRunning), { timeout: 5_000 }).toEqual([]);
  });
});
