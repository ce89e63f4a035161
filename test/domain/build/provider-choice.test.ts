import { expect, it } from 'vitest';
import { modelId, providerChoiceSchema, waitsForKey } from '../../../src/domain/build/provider-choice.ts';

it.each([
  ['ai-key-lost', true],
  ['ai-key-missing', true],
  ['ai-key-refused', true],
  ['ai-key-not-allowed', true],
  ['ai-no-credit', true],
  ['ai-rate-limited', false],
  ['ai-unreachable', false],
  ['vault-away', false],
])('a step that failed with %s waits for a key: %s', (code, waits) => {
  expect(waitsForKey(code)).toBe(waits);
});

it('takes a handle for a key, and never a key', () => {
  const chosen = { provider: 'anthropic', model: 'claude-test' };
  expect(providerChoiceSchema.safeParse({ ...chosen, key: `key-${'a'.repeat(26)}` }).success).toBe(true);
  for (const key of ['sk-ant-api03-000000000000000000', 'key-', '']) {
    expect(providerChoiceSchema.safeParse({ ...chosen, key }).success).toBe(false);
  }
});

it.each(['claude-opus-5-5', 'ft:gpt-4.1:acme::7p4', 'us.anthropic/claude:1'])('takes the model id %s', (id) => {
  expect(modelId.parse(` ${id} `)).toBe(id);
});
it.each(['', 'two words', 'x'.repeat(129), 'a\nb'])('refuses the model id %j', (id) => {
  expect(modelId.safeParse(id).success).toBe(false);
});
