import { createHash } from 'node:crypto';
import { z } from 'zod';

/** SHA-256 of an artifact's bytes as 64 lower-case hex digits: its name in the store. */
export const digestSchema = z.string().regex(/^[0-9a-f]{64}$/, 'A digest is 64 hex digits.');
export type Digest = z.infer<typeof digestSchema>;

/** The digest that `bytes` have; text counts as UTF-8. */
export function digestOf(bytes: Uint8Array | string): Digest {
  return createHash('sha256').update(bytes).digest('hex');
}
