import type { ModelSpending, Price } from '../../domain/build/model-usage.ts';

/** Such as `about 1.20 USD`; amounts below a cent are said to be that. */
export function formatPrice({ amount, currency }: Price): string {
  return amount > 0 && amount < 0.005 ? `under 0.01 ${currency}` : `about ${amount.toFixed(2)} ${currency}`;
}

/** Such as `14 calls, 84,210 tokens read, 21,300 written, about 0.62 USD`. */
export function spentInWords({ calls, unpriced, usage, prices }: ModelSpending): string {
  return [
    calls === 1 ? 'one call' : `${count(calls)} calls`,
    `${count(usage.inputTokens)} tokens read`,
    `${count(usage.outputTokens)} written`,
    ...prices.map(formatPrice),
    ...(unpriced === 0 ? [] : [`${count(unpriced)} of unknown price`]),
  ].join(', ');
}

/** Such as `84,210`. */
export function count(number: number): string {
  return number.toLocaleString('en-US');
}
