import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, isAbsolute, join, normalize, sep } from 'node:path';
import { seedLoadingMacro, seedLoadingPath } from './seed-loading.ts';

/**
 * Writes a project's files into an empty folder, ready to be run on a locked database.
 * @throws when a path would lead elsewhere
 */
export async function writeProject(folder: string, files: ReadonlyMap<string, string | Uint8Array>): Promise<void> {
  await writeFiles(folder, new Map([...files, [seedLoadingPath, seedLoadingMacro]]));
}

/** Writes files into a folder, whatever is in it. @throws when a path would lead elsewhere */
export async function writeFiles(folder: string, files: ReadonlyMap<string, string | Uint8Array>): Promise<void> {
  for (const [path, content] of files) {
    const file = join(folder, inside(path));
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  }
}

/** Writes some files anew, as a batch's seeds over those of another; what dbt remembers of the project stays. */
export async function rewriteFiles(folder: string, files: ReadonlyMap<string, string | Uint8Array>): Promise<void> {
  for (const [path, content] of files) await writeFile(join(folder, inside(path)), content);
}

/** Removes a folder and makes it anew, empty. */
export async function emptyFolder(folder: string): Promise<string> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  return folder;
}

function inside(path: string): string {
  const normal = normalize(path);
  if (isAbsolute(normal) || normal.startsWith(`..${sep}`) || normal === '..' || path.includes('\0')) {
    throw new Error(`a project file would lead outside its folder: ${JSON.stringify(path)}`);
  }
  return normal;
}
