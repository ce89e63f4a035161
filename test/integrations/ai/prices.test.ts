import { expect, it } from 'vitest';
import { addUsage, noUsage } from '../../../src/domain/build/model-usage.ts';
import { estimatePrice } from '../../../src/integrations/ai/prices.ts';
import { settings } from '../../../src/settings.ts';

const usage = { inputTokens: 100_000, cachedInputTokens: 40_000, cacheWriteTokens: 10_000, outputTokens: 20_000 };

it('counts each kind of token at its price', () => {
  // 50,000 at $4, 40,000 at $0.20, 10,000 at $5 and 20,000 at $20 a million
  expect(estimatePrice(usage, 'claude-opus-5-5')?.amount).toBeCloseTo(0.2 + 0.008 + 0.05 + 0.4, 10);
  // Writing to the cache costs as much as reading the prompt where the vendor has no price for it.
  expect(estimatePrice(usage, 'gpt-5')?.amount).toBeCloseTo(0.06 * 1.25 + 0.04 * 0.125 + 0.02 * 10, 10);
});

it('says the currency, and the day of the prices', () => {
  expect(estimatePrice(usage, 'gpt-6-sol')).toMatchObject({
    currency: 'USD',
    asOf: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
  });
});

it('knows a model by its dated name, and takes no model for its elder', () => {
  expect(estimatePrice(usage, 'claude-haiku-4-5-20251001')).toEqual(estimatePrice(usage, 'claude-haiku-4-5'));
  expect(estimatePrice(usage, 'gpt-4.1-2025-04-14')).toEqual(estimatePrice(usage, 'gpt-4.1'));
  expect(estimatePrice(usage, 'claude-opus-5')).not.toEqual(estimatePrice(usage, 'claude-opus-5-5'));
  expect(estimatePrice(usage, 'claude-opus-5-9')).toBeUndefined();
  expect(estimatePrice(usage, 'gpt-5-nano')).toBeUndefined();
  expect(estimatePrice(usage, 'builtin')).toBeUndefined();
});

it('counts a whole request dearer when its prompt is long', () => {
  const long = { ...noUsage, inputTokens: 272_001 };
  expect(estimatePrice({ ...long, inputTokens: 272_000 }, 'gpt-6.1-sol')?.amount).toBeCloseTo(0.544, 10);
  expect(estimatePrice(long, 'gpt-6.1-sol')?.amount).toBeCloseTo(1.088004, 10);
});

it('knows the default models', () => {
  for (const name of ['DEFAULT_ANTHROPIC_MODEL', 'DEFAULT_OPENAI_MODEL'] as const) {
    expect(estimatePrice(usage, settings[name].default), name).toBeDefined();
  }
});

it('adds usage up', () => {
  expect(addUsage(usage, addUsage(usage, noUsage))).toEqual({
    ...{ inputTokens: 200_000, cachedInputTokens: 80_000, cacheWriteTokens: 20_000, outputTokens: 40_000 },
  });
});
