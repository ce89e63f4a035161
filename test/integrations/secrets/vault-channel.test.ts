import { type ChildProcess, spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../../../src/config.ts';
import { memoryVault } from '../../../src/integrations/secrets/memory-vault.ts';
import { serveVault, vaultOfParent } from '../../../src/integrations/secrets/vault-channel.ts';

function start(...args: string[]): ChildProcess {
  return spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'child.ts'), ...args], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
}

/** What the child tells of itself, apart from its questions to the vault. */
async function told(child: ChildProcess): Promise<{ kept?: string; read?: string }> {
  for (;;) {
    const [message] = await once(child, 'message');
    if (!('vault' in message)) return message;
  }
}

it('keeps a value for a process that ends, and gives it to the one that comes after it', async () => {
  const vault = memoryVault();
  const first = start('the-secret');
  serveVault(vault, first);
  const { kept = '', read } = await told(first);
  expect(read).toBe('the-secret');
  first.kill('SIGKILL');

  const second = start('', kept);
  serveVault(vault, second);
  expect(await told(second)).toEqual({ read: 'the-secret' });
});

it('is not there for a process that was started otherwise', () => {
  expect(vaultOfParent(Object.assign(new EventEmitter(), { send: undefined, channel: null }) as never)).toBeUndefined();
});

it('is away when the other end is gone', async () => {
  const channel = Object.assign(new EventEmitter(), {
    channel: null,
    send: (_: unknown, __: unknown, ___: unknown, done: (error: Error) => void) => done(new Error('closed')),
  });
  const vault = vaultOfParent(channel as never);
  await expect(vault?.read('key-a')).rejects.toMatchObject({ code: 'vault-away', retryable: true });
});
