/**
 * A short, stable digest of any text for use in names: lower case letters and digits, not for security.
 * Two 32-bit rounds over the text's code units, written in base 36.
 */
export function shortHash(text: string, length = 6): string {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    high = Math.imul(high ^ unit, 2654435761);
    low = Math.imul(low ^ unit, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  const digits = ((high >>> 0) * 0x100000 + ((low >>> 0) & 0xfffff)).toString(36);
  return digits.padStart(length, '0').slice(-length);
}
