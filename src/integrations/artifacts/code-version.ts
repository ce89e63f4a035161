import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { canonicalJson } from './canonical-json.ts';
import { type Digest, digestOf } from './digest.ts';

/** A digest of all files below these folders: what was made by other code is not found again. */
export async function codeVersion(root: string, folders: readonly string[]): Promise<Digest> {
  const listed = await Promise.all(
    folders.map((folder) => readdir(join(root, folder), { recursive: true, withFileTypes: true })),
  );
  const files = await Promise.all(
    listed
      .flat()
      .filter((entry) => entry.isFile() && !entry.name.endsWith('.pyc'))
      .map(async (entry): Promise<[string, Digest]> => {
        const path = join(entry.parentPath, entry.name);
        return [relative(root, path), digestOf(await readFile(path))];
      }),
  );
  return digestOf(canonicalJson(Object.fromEntries(files)));
}
