import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** A brief with the wishes that were written down beside it. */
export interface BriefFile {
  readonly name: string;
  readonly brief: string;
  readonly wishes: string;
}

/** The briefs of a folder whose wishes are in `wishes/` under the same name, in the order of their names. */
export async function briefFiles(folder: string, only: readonly string[] = []): Promise<BriefFile[]> {
  const files = await readdir(join(folder, 'wishes')).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOENT' ? new Error(`There are no wishes in ${join(folder, 'wishes')}.`) : error;
  });
  const names = files.flatMap((file) => /^([\w-]+)\.yaml$/.exec(file)?.[1] ?? []).sort();
  const unknown = only.filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    throw new Error(`There is no brief with wishes called ${unknown.join(', ')}; there are ${names.join(', ')}.`);
  }
  return names
    .filter((name) => only.length === 0 || only.includes(name))
    .map((name) => ({ name, brief: join(folder, `${name}.yaml`), wishes: join(folder, 'wishes', `${name}.yaml`) }));
}
