/** Tokens of one call to a model, or of several. */
export interface Usage {
  /** All of the prompt, cached and newly cached included. */
  readonly inputTokens: number;
  readonly cachedInputTokens: number;
  readonly cacheWriteTokens: number;
  /** The answer, thinking included. */
  readonly outputTokens: number;
}

/** An estimate by list prices. */
export interface Price {
  readonly amount: number;
  /** Such as `USD`. */
  readonly currency: string;
}

/** What several calls came to. */
export interface ModelSpending {
  readonly calls: number;
  /** Of these, the calls whose price is not known. */
  readonly unpriced: number;
  readonly usage: Usage;
  /** The sum for each currency. */
  readonly prices: readonly Price[];
}

export const noUsage: Usage = { inputTokens: 0, cachedInputTokens: 0, cacheWriteTokens: 0, outputTokens: 0 };

export function addUsage(one: Usage, other: Usage): Usage {
  return {
    inputTokens: one.inputTokens + other.inputTokens,
    cachedInputTokens: one.cachedInputTokens + other.cachedInputTokens,
    cacheWriteTokens: one.cacheWriteTokens + other.cacheWriteTokens,
    outputTokens: one.outputTokens + other.outputTokens,
  };
}
