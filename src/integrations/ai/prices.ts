import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Usage } from '../../domain/build/model-usage.ts';

const dollars = z.number().nonnegative();
const rates = z.strictObject({
  input: dollars,
  cached_input: dollars,
  cache_write: dollars.optional(),
  output: dollars,
});
const file = z.strictObject({
  as_of: z.iso.date(),
  currency: z.string().regex(/^[A-Z]{3}$/),
  models: z.record(
    z.string(),
    rates.extend({ above: rates.extend({ tokens: z.number().int().positive() }).optional() }),
  ),
});
type Prices = z.infer<typeof file>;

/** What a call cost by list prices; an estimate, as contracts and service tiers differ. */
export interface PriceEstimate {
  readonly amount: number;
  /** Such as `USD`. */
  readonly currency: string;
  /** The day the prices were read, as `YYYY-MM-DD`. */
  readonly asOf: string;
}

/** Reads a file of token prices. */
export function readPrices(path: string): Prices {
  return file.parse(parse(readFileSync(path, 'utf8')));
}

const published = readPrices(join(import.meta.dirname, 'prices.yaml'));

/**
 * What the tokens of one call cost; `undefined` for a model whose price is not known. Sum estimates, not tokens: a long
 * prompt costs more a token.
 * @example estimatePrice(answer.usage, answer.model)?.amount // 0.0123
 */
export function estimatePrice(usage: Usage, model: string, prices: Prices = published): PriceEstimate | undefined {
  // A snapshot's date is the only thing after a model's name that keeps its price: claude-opus-5-5 is not claude-opus-5.
  const entry = prices.models[model] ?? prices.models[model.replace(/-(\d{8}|\d{4}-\d{2}-\d{2})$/, '')];
  if (!entry) return undefined;
  const rate = entry.above && usage.inputTokens > entry.above.tokens ? entry.above : entry;
  const { inputTokens, cachedInputTokens, cacheWriteTokens, outputTokens } = usage;
  const amount =
    (inputTokens - cachedInputTokens - cacheWriteTokens) * rate.input +
    cachedInputTokens * rate.cached_input +
    cacheWriteTokens * (rate.cache_write ?? rate.input) +
    outputTokens * rate.output;
  return { amount: amount / 1_000_000, currency: prices.currency, asOf: prices.as_of };
}
