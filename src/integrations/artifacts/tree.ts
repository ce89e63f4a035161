import { z } from 'zod';
import { type Digest, digestSchema } from './digest.ts';
import { ArtifactRefused } from './errors.ts';
import { getJson, putJson } from './json.ts';
import type { ArtifactStore } from './store.ts';

/** How many files are written or read at once: enough to hide the disk's latency, few enough for open-file limits. */
const atOnce = 16;

/** A project snapshot: which artifact lies at which path. */
const treeSchema = z.strictObject({
  schema: z.literal('tree/1'),
  files: z.record(z.string(), digestSchema),
});

/** Files by path, relative and with `/`; text counts as UTF-8. */
export type TreeFiles = Readonly<Record<string, string | Uint8Array>> | ReadonlyMap<string, string | Uint8Array>;

/** Stores every file and a snapshot that names them; equal files give an equal digest. Throws `ArtifactRefused` on a bad path. */
export async function putTree(store: ArtifactStore, files: TreeFiles): Promise<Digest> {
  const entries = files instanceof Map ? [...files] : Object.entries(files);
  for (const [path] of entries) checkPath(path);
  const digests = await inBatches(entries, async ([path, content]) => [path, await store.put(content)] as const);
  return putJson(store, { schema: 'tree/1', files: Object.fromEntries(digests) });
}

/** Every file of a snapshot with its content, in the order of the paths. */
export async function getTree(store: ArtifactStore, digest: Digest): Promise<Map<string, Uint8Array>> {
  const listed = await listTree(store, digest);
  return new Map(await inBatches([...listed], async ([path, file]) => [path, await store.get(file)] as const));
}

/** Which artifact lies at which path of a snapshot, without reading the files. */
export async function listTree(store: ArtifactStore, digest: Digest): Promise<Map<string, Digest>> {
  const { files } = await getJson(store, treeSchema, digest);
  return new Map(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A snapshot is written to disk and pushed to Git later: no path may lead out of its folder or into Git's own. */
function checkPath(path: string): void {
  const parts = path.split('/');
  const bad = parts.some((part) => part === '' || part === '.' || part === '..' || /^\.git$/i.test(part));
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (bad || /[\u0000-\u001f\\]/.test(path) || Buffer.from(path).toString() !== path || parts.includes('__proto__')) {
    throw new ArtifactRefused(`"${path}" cannot be a file's path in a project.`);
  }
}

async function inBatches<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let start = 0; start < items.length; start += atOnce) {
    results.push(...(await Promise.all(items.slice(start, start + atOnce).map(work))));
  }
  return results;
}
