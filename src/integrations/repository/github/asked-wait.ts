import { retryAfterMs } from '../../http/retry-after.ts';

/** How long GitHub asks to wait, and because of which limit. */
export interface AskedWait {
  readonly limit: 'primary' | 'secondary';
  readonly ms: number;
}

/** What GitHub asks for where it says nothing else: a minute at least. */
const minute = 60_000;

/**
 * Reads from a refusal whether it is a limit. The order is GitHub's own: Retry-After, then the reset of a limit that is
 * used up, then a minute. The reset is held against the answer's own date, so that a clock that is wrong here does no harm.
 */
export function askedWait(
  status: number,
  headers: Readonly<Record<string, string | number | undefined>>,
  message: string,
): AskedWait | undefined {
  if (status !== 403 && status !== 429) return undefined;
  const header = (name: string) => (headers[name] === undefined ? undefined : String(headers[name]));
  const now = Date.parse(header('date') ?? '') || Date.now();
  const after = retryAfterMs(header('retry-after'), now);
  if (after !== undefined) return { limit: 'secondary', ms: Math.max(after, 1000) };
  const reset = Number(header('x-ratelimit-reset'));
  if (header('x-ratelimit-remaining') === '0' && reset > 0) {
    return { limit: 'primary', ms: Math.max(reset * 1000 - now, 0) + 1000 };
  }
  const speaksOfLimit = /secondary rate limit|abuse detection|rate limit exceeded/i.test(message);
  return speaksOfLimit || status === 429 ? { limit: 'secondary', ms: minute } : undefined;
}
