import { expect, it } from 'vitest';
import { keepAccounts, unkept } from '../../../src/api/accounts/keep-accounts.ts';
import { memoryVault } from '../../../src/integrations/secrets/memory-vault.ts';

const token = 'ghp_0123456789abcdefghij';
const entered = { values: { github_owner: 'acme' }, secrets: { github_token: token } };

it('secrets go into the vault, and end with their build', async () => {
  const vault = memoryVault();
  const access = await keepAccounts(vault, 'b1', entered);
  expect(access.values).toEqual({ github_owner: 'acme' });
  const handle = access.secrets.github_token ?? '';
  expect(JSON.stringify(access)).not.toContain(token);
  expect(await vault.read(handle)).toBe(token);
  await vault.forget('b1');
  expect(await vault.read(handle)).toBeUndefined();
});

it('where nobody keeps secrets, the settings are named that hold them instead', () => {
  expect(unkept(entered, undefined)).toEqual({
    github_token: ['Nothing here keeps a secret that is entered. Set GITHUB_TOKEN instead.'],
  });
  expect(unkept({ ...entered, secrets: {} }, undefined)).toEqual({});
  expect(unkept(entered, memoryVault())).toEqual({});
});
