import type { z } from 'zod';
import { type Upcasters, upcast } from '../../domain/upcast.ts';
import { upcasters } from '../../domain/upcasters.ts';
import { canonicalJson } from './canonical-json.ts';
import type { Digest } from './digest.ts';
import { ArtifactDamaged } from './errors.ts';
import type { ArtifactStore } from './store.ts';

/** Stores `value` as canonical JSON, so that equal values have equal digests. */
export function putJson(store: ArtifactStore, value: unknown): Promise<Digest> {
  return store.put(canonicalJson(value));
}

/** Reads a JSON artifact, of today's version or an earlier one, and checks it. Throws `ArtifactDamaged` when it does not fit `schema`. */
export async function getJson<Schema extends z.ZodType>(
  store: ArtifactStore,
  schema: Schema,
  digest: Digest,
  known: Upcasters = upcasters,
): Promise<z.output<Schema>> {
  const text = new TextDecoder().decode(await store.get(digest));
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new ArtifactDamaged(digest, 'is not JSON', { cause: error });
  }
  const parsed = schema.safeParse(upcast(value, known));
  if (!parsed.success) throw new ArtifactDamaged(digest, 'has another shape than expected', { cause: parsed.error });
  return parsed.data;
}
