import { createHash } from 'node:crypto';
import type { Digest } from '../../domain/digest.ts';

export { type Digest, digestSchema } from '../../domain/digest.ts';

/** The digest that `bytes` have; text counts as UTF-8. */
export function digestOf(bytes: Uint8Array | string): Digest {
  return createHash('sha256').update(bytes).digest('hex');
}
