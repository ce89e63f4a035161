/** A copy of any data in which `[company]` in texts is the company's name, taken as plain text. */
export function fillBlanks<T>(value: T, company: string): T {
  return filled(value, company) as T; // The same shape: only characters within strings differ.
}

function filled(value: unknown, company: string): unknown {
  if (typeof value === 'string') return value.replaceAll('[company]', () => company);
  if (Array.isArray(value)) return value.map((item) => filled(item, company));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, filled(item, company)]));
}
