import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../../../src/config.ts';
import { briefSchema } from '../../../src/domain/brief/brief.ts';
import type { ProviderChoice } from '../../../src/domain/build/provider-choice.ts';
import { configuredProviders, type ProviderSettings } from '../../../src/integrations/ai/configured-provider.ts';
import { memoryVault } from '../../../src/integrations/secrets/memory-vault.ts';
import { everythingOf, keys, vendorsForTest } from './asking.ts';

const folders = { blueprints: join(root, 'blueprints'), prompts: join(root, 'prompts') };
const brief = briefSchema.parse({ company: 'Acme' });
const context = { signal: new AbortController().signal, progress: () => {} };

async function opened({ own, preset = 'anthropic' }: { own?: string; preset?: ProviderSettings['provider'] } = {}) {
  const vendors = await vendorsForTest();
  const vault = memoryVault();
  const settings = {
    provider: preset,
    anthropic: { key: own, baseUrl: vendors.anthropicUrl, model: 'claude-preset' },
    openai: { key: undefined, baseUrl: vendors.openaiUrl, model: 'gpt-preset' },
  };
  const providerOf = configuredProviders(settings, folders, vault);
  /** Asks once; the stand-in fails what it was given no answer for. */
  const failureOf = async (choice: ProviderChoice | undefined) => {
    const provider = await providerOf(choice);
    return provider.draftScenario({ brief }, context).then(
      () => new Error('nothing failed'),
      (error: Error & { code?: string }) => error,
    );
  };
  return { vendors, vault, providerOf, failureOf };
}

it('asks the model that a build chose, with the key that was entered for it', async () => {
  const { vendors, vault, failureOf } = await opened({ own: 'sk-ant-api03-OWNOWNOWNOWNOWN' });
  const key = await vault.keep('build', keys.openai);
  await failureOf({ provider: 'openai', model: 'gpt-chosen', key });
  expect(vendors.requests.at(-1)).toMatchObject({ vendor: 'openai', key: keys.openai, model: 'gpt-chosen' });
  await failureOf({ provider: 'anthropic', model: 'claude-chosen' });
  expect(vendors.requests.at(-1)).toMatchObject({ key: 'sk-ant-api03-OWNOWNOWNOWNOWN', model: 'claude-chosen' });
  await failureOf(undefined);
  expect(vendors.requests.at(-1)).toMatchObject({ vendor: 'anthropic', model: 'claude-preset' });
});

it('tells a key that is gone from one that was never there, and asks nobody', async () => {
  const { vendors, vault, failureOf } = await opened();
  const key = await vault.keep('build', keys.anthropic);
  const chosen = { provider: 'anthropic', key };
  await failureOf(chosen);
  expect(vendors.requests).toHaveLength(1);
  await vault.forget('build');
  const lost = await failureOf(chosen);
  expect(lost).toMatchObject({ code: 'ai-key-lost', retryable: false });
  expect(everythingOf(lost)).not.toContain('SECRET');
  expect(await failureOf({ provider: 'openai' })).toMatchObject({
    code: 'ai-key-missing',
    message: expect.stringContaining('OPENAI_API_KEY is not set'),
  });
  expect(vendors.requests).toHaveLength(1);
});

it('changes its version with the model and not with the key, and needs no key to say it', async () => {
  const { providerOf } = await opened();
  const versionOf = async (choice: ProviderChoice) => (await providerOf(choice)).version;
  const key = `key-${'a'.repeat(26)}`;
  const first = await versionOf({ provider: 'anthropic', model: 'one', key });
  expect(await versionOf({ provider: 'anthropic', model: 'one' })).toBe(first);
  expect(await versionOf({ provider: 'anthropic', model: 'two', key })).not.toBe(first);
});

it('has the blueprints without any key, and no provider that it does not know', async () => {
  const { providerOf } = await opened({ preset: 'builtin' });
  expect((await providerOf(undefined)).name).toBe('builtin');
  expect((await providerOf({ provider: 'builtin' })).name).toBe('builtin');
  await expect(providerOf({ provider: 'acme' })).rejects.toMatchObject({ code: 'ai-provider-unknown' });
});
