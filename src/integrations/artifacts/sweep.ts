import { access, mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type Digest, digestSchema } from './digest.ts';
import { objectFile, objectsFolder } from './file-store.ts';
import { readPointer, stepsFolder } from './step-results.ts';
import { isNotFound } from './write-once.ts';

/** What a sweep did. */
export interface Swept {
  kept: number;
  removed: number;
  /** Bytes of the removed artifacts. */
  freed: number;
}

/**
 * Mark and sweep. Rooted and young artifacts are marked with everything they lead to; the rest is first set aside.
 * What a step has found or put again meanwhile is brought back with everything it leads to, then the rest is deleted:
 * so a snapshot never loses its files to a sweep that runs at the same time.
 *
 * @param before artifacts last put or found at or after this time (ms since 1970) stay
 */
export async function sweep(folder: string, roots: readonly Digest[], before: number): Promise<Swept> {
  await bringBack(folder, await asideDigests(folder));
  const stored = await setAsideUnreached(folder, roots, before);
  const { removed, freed } = await deleteSetAside(folder, before);
  await dropDeadPointers(folder);
  return { kept: stored - removed, removed, freed };
}

/** First half: moves what neither a root nor anything young leads to out of the store. Gives how many were stored. */
export async function setAsideUnreached(folder: string, roots: readonly Digest[], before: number): Promise<number> {
  const inStore = (digest: Digest) => objectFile(folder, digest);
  const stored = await storedDigests(folder, before);
  const live = await reach([...roots, ...(await youngOf(stored, inStore, before))], inStore);
  for (const digest of stored) if (!live.has(digest)) await setAside(folder, digest);
  return stored.length;
}

/** Second half: brings back what became young on its way out, with everything it leads to, and deletes the rest. */
export async function deleteSetAside(folder: string, before: number): Promise<Pick<Swept, 'removed' | 'freed'>> {
  const inAside = (digest: Digest) => asideFile(folder, digest);
  const aside = await asideDigests(folder);
  const wanted = await reach(await youngOf(aside, inAside, before), inAside);
  await bringBack(folder, [...wanted]);
  const gone = { removed: 0, freed: 0 };
  for (const digest of aside.filter((candidate) => !wanted.has(candidate))) {
    gone.freed += (await statOrNothing(inAside(digest)))?.size ?? 0;
    gone.removed += 1;
    await rm(inAside(digest), { force: true });
  }
  return gone;
}

async function youngOf(digests: readonly Digest[], fileOf: (digest: Digest) => string, before: number) {
  const young: Digest[] = [];
  for (const digest of digests) {
    if (((await statOrNothing(fileOf(digest)))?.mtimeMs ?? 0) >= before) young.push(digest);
  }
  return young;
}

const asideFile = (folder: string, digest: Digest) => join(folder, 'aside', digest);

/**
 * Everything that `from` leads to: whatever stands as a digest in a stored JSON document (a snapshot, a report)
 * is taken for a reference. A chance match merely keeps a file; nothing has to know the documents' shapes.
 */
async function reach(from: readonly Digest[], fileOf: (digest: Digest) => string): Promise<Set<Digest>> {
  const reached = new Set<Digest>();
  const open = [...from];
  for (let digest = open.pop(); digest !== undefined; digest = open.pop()) {
    if (reached.has(digest)) continue;
    reached.add(digest);
    for (const named of await digestsNamedIn(fileOf(digest))) open.push(named);
  }
  return reached;
}

async function digestsNamedIn(file: string): Promise<Digest[]> {
  try {
    const bytes = await readFile(file);
    const isJson = bytes[0] === 0x7b || bytes[0] === 0x5b || bytes[0] === 0x22;
    return isJson ? Array.from(bytes.toString('utf8').matchAll(/"([0-9a-f]{64})"/g), ([, digest = '']) => digest) : [];
  } catch (error) {
    if (isNotFound(error)) return [];
    throw error;
  }
}

/** All artifacts in the store; files left half written by a process that died before `before` are cleared away. */
async function storedDigests(folder: string, before: number): Promise<Digest[]> {
  const digests: Digest[] = [];
  for (const file of await filesUnder(objectsFolder(folder))) {
    if (digestSchema.safeParse(basename(file)).success) digests.push(basename(file));
    else if (((await statOrNothing(file))?.mtimeMs ?? before) < before) await rm(file, { force: true });
  }
  return digests;
}

async function asideDigests(folder: string): Promise<Digest[]> {
  return (await filesUnder(join(folder, 'aside'))).map((file) => basename(file));
}

async function setAside(folder: string, digest: Digest): Promise<void> {
  await mkdir(join(folder, 'aside'), { recursive: true });
  await renameIfThere(objectFile(folder, digest), asideFile(folder, digest));
}

async function bringBack(folder: string, digests: readonly Digest[]): Promise<void> {
  for (const digest of digests) {
    const file = objectFile(folder, digest);
    await mkdir(dirname(file), { recursive: true });
    await renameIfThere(asideFile(folder, digest), file);
  }
}

/** Step results that point to a removed artifact count as not found; their pointers need not stay. */
async function dropDeadPointers(folder: string): Promise<void> {
  for (const file of await filesUnder(stepsFolder(folder))) {
    const digest = await readPointer(file);
    if (digest !== undefined && !(await exists(objectFile(folder, digest)))) await rm(file, { force: true });
  }
}

async function filesUnder(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  } catch (error) {
    if (isNotFound(error)) return [];
    throw error;
  }
}

async function statOrNothing(file: string) {
  try {
    return await stat(file);
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

async function renameIfThere(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
}

async function exists(file: string): Promise<boolean> {
  try {
    await access(file);
    return true;
  } catch (error) {
    if (isNotFound(error)) return false;
    throw error;
  }
}
