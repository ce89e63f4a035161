import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** A brief with the wishes that were written down beside it. */
export interface BriefFile {
  readonly name: string;
  readonly brief: string;
  readonly wishes: string;
}

/** The briefs of a folder that have their wishes beside them (`{name}.yaml` and `{name}.wishes.yaml`), in the order of their names. */
export async function briefFiles(folder: string, only: readonly string[] = []): Promise<BriefFile[]> {
  const files = await readdir(folder);
  const names = files.flatMap((file) => /^([\w-]+)\.wishes\.yaml$/.exec(file)?.[1] ?? []).sort();
  const unknown = only.filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    throw new Error(`There is no brief with wishes called ${unknown.join(', ')}; there are ${names.join(', ')}.`);
  }
  return names
    .filter((name) => only.length === 0 || only.includes(name))
    .map((name) => ({ name, brief: join(folder, `${name}.yaml`), wishes: join(folder, `${name}.wishes.yaml`) }));
}
