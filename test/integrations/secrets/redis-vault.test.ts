import { randomBytes } from 'node:crypto';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openRedisVault } from '../../../src/integrations/secrets/redis-vault.ts';
import { type RedisForTest, redisProgram, startRedis } from '../../setup/redis.ts';

const key = randomBytes(32);
const secret = 'sk-ant-api03-SECRETSECRETSECRET';

async function vaultOn({ url }: Pick<RedisForTest, 'url'>, options: { key?: Buffer; forMs?: number } = {}) {
  const { vault, close } = await openRedisVault({ url, key, ...options });
  onTestFinished(close);
  return vault;
}

describe.skipIf(redisProgram === undefined)('a vault that several machines share', () => {
  it('gives a value back to every machine that has the key, by a handle that says nothing of it', async () => {
    const store = await startRedis();
    const [one, other] = [await vaultOn(store), await vaultOn(store)];
    const handle = await one.keep('build', secret);
    expect(handle).toMatch(/^key-[a-z2-7]{26}$/);
    expect(await other.read(handle)).toBe(secret);
    expect(await other.read('key-aaaaaaaaaaaaaaaaaaaaaaaaaa')).toBeUndefined();
  });

  it('shows the store nothing of a value, and nothing to a machine with another key', async () => {
    const store = await startRedis();
    const vault = await vaultOn(store);
    const handle = await vault.keep('build', secret);
    const held = store.dump();
    expect(held).toContain(handle);
    for (const part of [secret, Buffer.from(secret).toString('base64'), 'SECRET']) expect(held).not.toContain(part);
    expect(await (await vaultOn(store, { key: randomBytes(32) })).read(handle)).toBeUndefined();
  });

  it('drops what belongs to a build, and nothing else', async () => {
    const vault = await vaultOn(await startRedis());
    const [first, second, other] = [await vault.keep('a', '1'), await vault.keep('a', '2'), await vault.keep('b', '3')];
    await vault.forget('a');
    await vault.forget('never there');
    const read = await Promise.all([first, second, other].map((handle) => vault.read(handle)));
    expect(read).toEqual([undefined, undefined, '3']);
  });

  it('drops what nobody has used for its time', async () => {
    const vault = await vaultOn(await startRedis(), { forMs: 1_500 });
    const [used, unused] = [await vault.keep('a', '1'), await vault.keep('a', '2')];
    const until = Date.now() + 2_000;
    while (Date.now() < until) {
      expect(await vault.read(used)).toBe('1');
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    expect(await vault.read(unused)).toBeUndefined();
  });

  it.each([
    ['snapshots', ['--save', '60', '1'], 'save'],
    ['a log of changes', ['--appendonly', 'yes'], 'appendonly'],
  ])('refuses a store that writes %s to disk', async (_, settings, named) => {
    const store = await startRedis(...settings);
    await expect(openRedisVault({ url: store.url, key })).rejects.toMatchObject({
      code: 'vault-persists',
      sentence: expect.stringContaining(named),
    });
  });

  it('is away while the store is, and is there again with it', async () => {
    const store = await startRedis();
    const vault = await vaultOn(store);
    await store.kill();
    await expect(vault.keep('build', secret)).rejects.toMatchObject({ code: 'vault-away', retryable: true });
    await startRedis('--port', String(store.port));
    await expect.poll(() => vault.keep('build', secret).catch(() => ''), { timeout: 10_000 }).toMatch(/^key-/);
  });
});

it('is away where no store answers', async () => {
  const opening = openRedisVault({ url: 'redis://127.0.0.1:1', key });
  await expect(opening).rejects.toMatchObject({ code: 'vault-away' });
});
