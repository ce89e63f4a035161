import { z } from 'zod';

const body = z.object({
  status: z.object({ user_message: z.string().nullish() }).loose().nullish(),
  data: z.unknown().optional(),
});

/**
 * What a refusal's body says. The provider words every 400 as “resource-not-found”, so that its own words mislead; the
 * reason is in the body's `data`, or in its `user_message`.
 */
export function saysOfRefusal(text: string): string {
  const parsed = readBody(text);
  if (!parsed) return withoutPrefix(text).slice(0, 300);
  const reasons = flatten(parsed.data);
  const message = parsed.status?.user_message;
  return (reasons.length > 0 ? reasons.join(' ') : message || 'it gave no reason.').slice(0, 500);
}

function readBody(text: string): z.infer<typeof body> | undefined {
  const start = text.indexOf('{');
  const end = text.lastIndexOf('}');
  if (start < 0 || end < start) return undefined;
  try {
    return body.parse(JSON.parse(text.slice(start, end + 1)));
  } catch {
    return undefined;
  }
}

/** `{name: ['is taken']}` as “name: is taken”. */
function flatten(data: unknown, path = ''): string[] {
  if (data === null || data === undefined || data === '') return [];
  if (Array.isArray(data)) return data.flatMap((item) => flatten(item, path));
  if (typeof data === 'object') {
    return Object.entries(data).flatMap(([key, value]) => flatten(value, path ? `${path}.${key}` : key));
  }
  return [path ? `${path}: ${data}` : String(data)];
}

function withoutPrefix(text: string): string {
  return text.replace(/^[\s\S]*?resource-not-found:\s*/, '');
}
