import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { RepositoryError } from './errors.ts';
import { checkPaths } from './names.ts';

/**
 * Writes files to a folder that is new or empty; all of them appear at once. Done here rather than by Git,
 * whose attributes could change line ends: what is run is what was committed, byte for byte.
 */
export async function exportFiles(files: ReadonlyMap<string, Uint8Array>, folder: string): Promise<void> {
  checkPaths(new Set(files.keys()));
  const target = resolve(folder);
  const aside = `${target}.${randomUUID()}.part`;
  try {
    await mkdir(aside, { recursive: true });
    for (const [path, content] of files) {
      await mkdir(dirname(join(aside, path)), { recursive: true });
      await writeFile(join(aside, path), content);
    }
    await rename(aside, target);
  } catch (error) {
    await rm(aside, { recursive: true, force: true });
    if (isOccupied(error)) {
      throw new RepositoryError('folder-not-empty', `${folder} has files in it. Choose a new folder.`, {
        cause: error,
      });
    }
    throw error;
  }
}

function isOccupied(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ENOTEMPTY' || code === 'EEXIST' || code === 'ENOTDIR';
}
