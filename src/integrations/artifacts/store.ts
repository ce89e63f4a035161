import type { Digest } from './digest.ts';

/**
 * Keeps bytes under the digest of their content. An artifact is written once and never changes,
 * so a digest in a message or in history always means the same bytes.
 */
export interface ArtifactStore {
  /** Stores `bytes` (text as UTF-8) and gives their digest. Storing the same bytes again renews their age. */
  put(bytes: Uint8Array | string): Promise<Digest>;
  /** The bytes under `digest`, checked against it. Throws `ArtifactMissing` or `ArtifactDamaged`. */
  get(digest: Digest): Promise<Uint8Array>;
  /** Whether something is stored under `digest`. Asking renews its age, for who asks is about to rely on it. */
  has(digest: Digest): Promise<boolean>;
}
