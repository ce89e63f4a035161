import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { ProjectFiles } from '../../domain/project/render-input.ts';

/**
 * Reads the files that every project starts from, by their path in the project.
 *
 * @param folder the `template/` folder
 * @throws when the folder is missing or holds anything but text files
 */
export async function readTemplate(folder: string): Promise<ProjectFiles> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const files = await Promise.all(
    paths.map(async (path) => [relative(folder, path).split(sep).join('/'), await readFile(path, 'utf8')] as const),
  );
  return new Map(files.sort(([a], [b]) => (a < b ? -1 : 1)));
}
