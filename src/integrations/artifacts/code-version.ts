import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { canonicalJson } from './canonical-json.ts';
import { type Digest, digestOf } from './digest.ts';

/** A digest of all files below these folders: what was made by other code is not found again. */
export async function codeVersion(root: string, folders: readonly string[]): Promise<Digest> {
  const files: Record<string, Digest> = {};
  for (const folder of folders) {
    const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
    for (const entry of entries.filter((candidate) => candidate.isFile() && !candidate.name.endsWith('.pyc'))) {
      const path = join(entry.parentPath, entry.name);
      files[relative(root, path)] = digestOf(await readFile(path));
    }
  }
  return digestOf(canonicalJson(files));
}
