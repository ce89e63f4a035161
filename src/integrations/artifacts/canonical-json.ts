import { ArtifactRefused } from './errors.ts';

/**
 * JSON with sorted keys and no spaces: equal values give equal text, whatever order they were built in.
 * Properties that are `undefined` are left out. Values that JSON would alter without a word
 * (NaN, dates, maps, class instances, functions) are refused with `ArtifactRefused`.
 */
export function canonicalJson(value: unknown): string {
  return write(value, '$');
}

function write(value: unknown, at: string): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item, index) => write(item, `${at}[${index}]`)).join(',')}]`;
  if (isPlainObject(value)) {
    const members = Object.keys(value)
      .filter((key) => value[key] !== undefined)
      .sort(byCodeUnit)
      .map((key) => `${JSON.stringify(key)}:${write(value[key], `${at}.${key}`)}`);
    return `{${members.join(',')}}`;
  }
  throw new ArtifactRefused(`The value at ${at} cannot be stored as JSON: it would come back as something else.`);
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** Not by locale, so that every machine sorts alike. */
function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
