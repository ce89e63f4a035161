import { readFile, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { type Digest, digestOf, digestSchema } from './digest.ts';
import { ArtifactDamaged, ArtifactMissing, ArtifactRefused } from './errors.ts';
import type { ArtifactStore } from './store.ts';
import { isNotFound, writeOnce } from './write-once.ts';

/** Where artifacts lie inside the store's folder. */
export const objectsFolder = (folder: string) => join(folder, 'objects');

/** The file of one artifact, in one of 256 folders by its first two digits. */
export function objectFile(folder: string, digest: Digest): string {
  if (!digestSchema.safeParse(digest).success) throw new ArtifactRefused('That is not a digest of 64 hex digits.');
  return join(objectsFolder(folder), digest.slice(0, 2), digest);
}

/**
 * An artifact store in a folder of this machine; several processes may use it at once.
 *
 * @example
 * const store = fileArtifactStore('.data/artifacts');
 * const digest = await store.put('select 1');
 */
export function fileArtifactStore(folder: string): ArtifactStore {
  return {
    async put(bytes) {
      const content = typeof bytes === 'string' ? Buffer.from(bytes, 'utf8') : bytes;
      const digest = digestOf(content);
      const file = objectFile(folder, digest);
      if (!(await renewIfWhole(file, content))) await writeOnce(file, content);
      return digest;
    },

    async get(digest) {
      const file = objectFile(folder, digest);
      let bytes: Buffer;
      try {
        bytes = await readFile(file);
      } catch (error) {
        if (isNotFound(error)) throw new ArtifactMissing(digest, { cause: error });
        throw error;
      }
      if (digestOf(bytes) !== digest) throw new ArtifactDamaged(digest, 'is damaged: its content has changed');
      return bytes;
    },

    async has(digest) {
      try {
        await renew(objectFile(folder, digest));
        return true;
      } catch (error) {
        if (isNotFound(error)) return false;
        throw error;
      }
    },
  };
}

/** Makes an artifact that is already there young again, so that a sweep lets it be; a damaged one is to be rewritten. */
async function renewIfWhole(file: string, content: Uint8Array): Promise<boolean> {
  try {
    if (!(await readFile(file)).equals(content)) return false;
    await renew(file);
    return true;
  } catch (error) {
    if (isNotFound(error)) return false;
    throw error;
  }
}

function renew(file: string): Promise<void> {
  const now = new Date();
  return utimes(file, now, now);
}
