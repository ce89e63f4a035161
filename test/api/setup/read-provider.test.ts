import { expect, it } from 'vitest';
import { readProvider } from '../../../src/api/setup/read-provider.ts';
import type { OfferedVendor } from '../../../src/domain/build/provider-choice.ts';
import { memoryVault } from '../../../src/integrations/secrets/memory-vault.ts';

const openai: OfferedVendor = {
  id: 'openai',
  title: 'OpenAI',
  model: 'gpt-preset',
  settings: { model: 'DEFAULT_OPENAI_MODEL', key: 'OPENAI_API_KEY' },
  hasKey: true,
  gateway: false,
};
const asked: (string | undefined)[] = [];

function depsOf({ vendor = openai, listed = ['gpt-6-sol-2026-08-01'], keeping = true } = {}) {
  return {
    providers: { preset: 'builtin', presetSetting: 'DEFAULT_AI_PROVIDER', vendors: [vendor] },
    vault: keeping ? memoryVault() : undefined,
    checkAccess: async (_: string, typed: string | undefined) => {
      asked.push(typed);
      return { usable: true as const, models: listed };
    },
  };
}
const read = (fields: Parameters<typeof readProvider>[1], deps = depsOf()) =>
  readProvider(deps, { provider: 'openai', ...fields }, new AbortController().signal);

it.each(['gpt-6-sol-2026-08-01', 'gpt-6-sol', 'gpt-preset'])(
  'takes the model %s, which the key may use',
  async (model) => {
    expect(await read({ model })).toEqual({ ok: true, choice: { provider: 'openai', model }, key: undefined });
  },
);

it.each(['gpt-6', 'gpt-6-so', 'claude'])('says beside its field that the key has no model %s', async (model) => {
  const sentence = `OpenAI lists no model “${model}” for this key. Choose one that it lists.`;
  expect(await read({ model })).toEqual({ ok: false, errors: { model: [sentence] } });
});

it('leaves it to a gateway which models it knows', async () => {
  const deps = depsOf({ vendor: { ...openai, gateway: true } });
  expect(await read({ model: 'house-model' }, deps)).toMatchObject({ ok: true });
});

it('takes the setting’s model where none is named, and the key as it was typed', async () => {
  expect(await read({ key: ' sk-typed ' })).toEqual({
    ok: true,
    choice: { provider: 'openai', model: 'gpt-preset' },
    key: 'sk-typed',
  });
  expect(asked.at(-1)).toBe('sk-typed');
});

it('takes no key where nobody keeps it, and asks nobody', async () => {
  const before = asked.length;
  const answer = await read({ key: 'sk-typed' }, depsOf({ keeping: false }));
  expect(answer).toMatchObject({ ok: false, errors: { api_key: [expect.stringContaining('OPENAI_API_KEY')] } });
  expect(asked).toHaveLength(before);
});
