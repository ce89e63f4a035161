import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { canonicalJson } from './canonical-json.ts';
import { type Digest, digestOf, digestSchema } from './digest.ts';
import { ArtifactRefused } from './errors.ts';
import type { ArtifactStore } from './store.ts';
import { isNotFound, writeOnce } from './write-once.ts';

/** Remembers what a pure step made from its inputs, so that no work is done twice. */
export interface StepResults {
  /** The result kept under `key`, if any and if its artifact is still there. */
  find(key: string): Promise<Digest | undefined>;
  /** Keeps a validated result under `key`; a later one replaces it. */
  keep(key: string, digest: Digest): Promise<void>;
}

/**
 * The key of a step's result: a digest over everything that decides it, whatever the order of the properties.
 *
 * @example stepKey({ step: 'draft-scenario', code: 1, brief: digest, provider: 'builtin', take: 0 })
 */
export function stepKey(parts: Readonly<Record<string, unknown>>): string {
  return digestOf(canonicalJson(parts));
}

/** Where the pointers lie inside the store's folder. */
export const stepsFolder = (folder: string) => join(folder, 'steps');

/** Step results as small pointer files beside the artifacts of the store in the same folder. */
export function fileStepResults(folder: string, store: ArtifactStore): StepResults {
  return {
    async find(key) {
      const digest = await readPointer(pointerFile(folder, key));
      return digest !== undefined && (await store.has(digest)) ? digest : undefined;
    },

    async keep(key, digest) {
      if (!digestSchema.safeParse(digest).success) throw new ArtifactRefused('A step result is kept by its digest.');
      await writeOnce(pointerFile(folder, key), digest);
    },
  };
}

/** The digest in a pointer file; a file that is gone or holds anything else points nowhere. */
export async function readPointer(file: string): Promise<Digest | undefined> {
  try {
    return digestSchema.safeParse(await readFile(file, 'utf8')).data;
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

function pointerFile(folder: string, key: string): string {
  if (!digestSchema.safeParse(key).success) throw new ArtifactRefused('A step key is made by stepKey().');
  return join(stepsFolder(folder), key.slice(0, 2), key);
}
