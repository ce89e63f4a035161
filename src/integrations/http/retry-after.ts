/**
 * What a `Retry-After` header asks for, in milliseconds from now: seconds or a date, which may lie in the past.
 * `undefined` where there is none or it cannot be read.
 */
export function retryAfterMs(header: string | null | undefined, now = Date.now()): number | undefined {
  if (header === null || header === undefined) return undefined;
  const ms = /^\d+(\.\d+)?$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isNaN(ms) ? undefined : ms;
}

/** Such as `1 second` or `30 seconds`, never less than it is. */
export function secondsInWords(ms: number): string {
  const whole = Math.ceil(ms / 1000);
  return whole === 1 ? '1 second' : `${whole} seconds`;
}
