import type { z } from 'zod';
import { canonicalJson } from './canonical-json.ts';
import type { Digest } from './digest.ts';
import { ArtifactDamaged } from './errors.ts';
import type { ArtifactStore } from './store.ts';

/** Stores `value` as canonical JSON, so that equal values have equal digests. */
export function putJson(store: ArtifactStore, value: unknown): Promise<Digest> {
  return store.put(canonicalJson(value));
}

/** Reads a JSON artifact and checks it. Throws `ArtifactDamaged` when it does not fit `schema`. */
export async function getJson<Schema extends z.ZodType>(
  store: ArtifactStore,
  schema: Schema,
  digest: Digest,
): Promise<z.output<Schema>> {
  const text = new TextDecoder().decode(await store.get(digest));
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new ArtifactDamaged(digest, 'is not JSON', { cause: error });
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new ArtifactDamaged(digest, 'has another shape than expected', { cause: parsed.error });
  return parsed.data;
}
