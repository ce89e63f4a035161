import { expect, it } from 'vitest';
import { memoryVault } from '../../../src/integrations/secrets/memory-vault.ts';

const secret = 'sk-ant-api03-SECRETSECRETSECRET';

it('gives a value back by its handle, which says nothing of it', async () => {
  const vault = memoryVault();
  const handle = await vault.keep('build', secret);
  expect(handle).toMatch(/^key-[a-z2-7]{26}$/);
  expect(await vault.keep('build', secret)).not.toBe(handle);
  expect(await vault.read(handle)).toBe(secret);
  expect(await vault.read(handle)).toBe(secret);
  expect(await vault.read('key-aaaaaaaaaaaaaaaaaaaaaaaaaa')).toBeUndefined();
});

it('drops what belongs to a build, and nothing else', async () => {
  const vault = memoryVault();
  const [first, second, other] = [await vault.keep('a', '1'), await vault.keep('a', '2'), await vault.keep('b', '3')];
  await vault.forget('a');
  expect([await vault.read(first), await vault.read(second), await vault.read(other)]).toEqual([
    undefined,
    undefined,
    '3',
  ]);
});

it('drops what nobody has used for its time', async () => {
  let now = 0;
  const vault = memoryVault({ forMs: 100, clock: () => now });
  const [used, unused] = [await vault.keep('a', '1'), await vault.keep('a', '2')];
  now = 60;
  expect(await vault.read(used)).toBe('1');
  now = 120;
  expect([await vault.read(used), await vault.read(unused)]).toEqual(['1', undefined]);
  now = 220;
  expect(await vault.read(used)).toBeUndefined();
});
