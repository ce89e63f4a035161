import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, isAbsolute, join, normalize, sep } from 'node:path';
import { isMap, parseDocument } from 'yaml';

/** Writes a project's files into an empty folder. @throws when a path would lead elsewhere */
export async function writeProject(folder: string, files: ReadonlyMap<string, string | Uint8Array>): Promise<void> {
  for (const [path, content] of files) {
    const file = join(folder, inside(path));
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, path === 'dbt_project.yml' ? withSlowSeeds(content) : content);
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

/**
 * dbt-duckdb's fast seeds read the CSV file by SQL, which a locked database refuses; inserts work. The setting is
 * DuckDB's own, so it stands in the copy that is run and never in the project.
 */
function withSlowSeeds(content: string | Uint8Array): string {
  const document = parseDocument(typeof content === 'string' ? content : new TextDecoder().decode(content));
  const name = document.get('name');
  if (document.errors.length === 0 && isMap(document.contents) && typeof name === 'string') {
    document.setIn(['seeds', name, '+fast'], false);
    return document.toString();
  }
  // A file that is no YAML is dbt's to complain about, with its own words.
  return typeof content === 'string' ? content : new TextDecoder().decode(content);
}
