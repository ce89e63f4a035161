import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { bareFolder, buildOf, openBare } from './bare-repository.ts';
import { checkHandle } from './names.ts';
import type { RepositoryHandle } from './repositories.ts';

/** Archived repositories carry their build in the name, so that two of one name can rest side by side. */
function archiveFolder(root: string, { name, build }: RepositoryHandle): string {
  return join(resolve(root), 'archive', `${name}.${build}.git`);
}

/** Moves a repository into the archive; one that is there already is fine. */
export async function archiveBare(root: string, handle: RepositoryHandle): Promise<void> {
  checkHandle(handle);
  const archived = archiveFolder(root, handle);
  if ((await buildOf(archived)) === handle.build && (await buildOf(bareFolder(root, handle))) !== handle.build) return;
  const folder = await openBare(root, handle);
  await mkdir(join(resolve(root), 'archive'), { recursive: true });
  await rename(folder, archived);
}

/** Deletes a repository, archived or not; one that is gone is fine. It loses its name at once, then its files. */
export async function removeBare(root: string, handle: RepositoryHandle): Promise<void> {
  checkHandle(handle);
  for (const folder of [bareFolder(root, handle), archiveFolder(root, handle)]) {
    if ((await buildOf(folder)) !== handle.build) continue;
    const aside = join(resolve(root), `.removing-${randomUUID()}`);
    await rename(folder, aside);
    await rm(aside, { recursive: true, force: true });
  }
}
