import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { RepositoryError } from './errors.ts';
import { git } from './git.ts';
import { checkBuild, checkHandle } from './names.ts';
import type { RepositoryHandle } from './repositories.ts';

/** The file in a bare repository that names the build it belongs to. */
const marker = 'foundry.build';

/** Where a build's repository lies. */
export function bareFolder(root: string, { name }: RepositoryHandle): string {
  return join(resolve(root), `${name}.git`);
}

/**
 * Creates a bare repository for a build, or finds the one that it has. It is made aside with its marker and then moved
 * into place: of two builds that want one name at the same moment, one gets it and the other the next.
 */
export async function createBare(root: string, wanted: RepositoryHandle): Promise<RepositoryHandle> {
  checkHandle(wanted);
  const existing = await findBare(root, wanted.build);
  if (existing !== undefined) return existing;
  await mkdir(root, { recursive: true });
  const aside = join(resolve(root), `.making-${randomUUID()}`);
  try {
    await git(aside, [
      'init',
      '--quiet',
      '--bare',
      '--template=',
      '--object-format=sha1',
      '--initial-branch=main',
      aside,
    ]);
    await git(aside, ['config', 'transfer.hideRefs', 'refs/foundry']);
    await writeFile(join(aside, marker), wanted.build);
    return await moveIntoPlace(root, aside, wanted);
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

async function moveIntoPlace(root: string, aside: string, wanted: RepositoryHandle): Promise<RepositoryHandle> {
  for (let count = 1; ; count += 1) {
    const suffix = count === 1 ? '' : `-${count}`;
    const handle = { name: `${wanted.name.slice(0, 100 - suffix.length)}${suffix}`, build: wanted.build };
    const folder = bareFolder(root, handle);
    try {
      await rename(aside, folder);
      return handle;
    } catch (error) {
      if (!isTaken(error)) throw error;
      // Another attempt of the same build may have been quicker.
      if ((await buildOf(folder)) === wanted.build) return handle;
    }
  }
}

/** The repository that a build has. */
export async function findBare(root: string, build: string): Promise<RepositoryHandle | undefined> {
  checkBuild(build);
  for await (const handle of bares(root)) if (handle.build === build) return handle;
  return undefined;
}

/** The builds that have a repository which is not archived. */
export async function buildsOfBares(root: string): Promise<string[]> {
  const builds: string[] = [];
  for await (const { build } of bares(root)) builds.push(build);
  return builds;
}

async function* bares(root: string): AsyncGenerator<RepositoryHandle> {
  for (const entry of (await unlessMissing(readdir(root))) ?? []) {
    if (!entry.endsWith('.git')) continue;
    const build = await buildOf(join(root, entry));
    if (build !== undefined) yield { name: entry.slice(0, -'.git'.length), build };
  }
}

/** The folder of a build's repository. Throws when it is gone or another build's. */
export async function openBare(root: string, handle: RepositoryHandle): Promise<string> {
  checkHandle(handle);
  const folder = bareFolder(root, handle);
  const build = await buildOf(folder);
  if (build === undefined) {
    throw new RepositoryError('repository-missing', `The repository ${handle.name} is gone. Publish it again.`);
  }
  if (build !== handle.build) {
    throw new RepositoryError('repository-of-another-build', `The repository ${handle.name} belongs to another build.`);
  }
  return folder;
}

/** Which build a bare repository belongs to; `undefined` when there is none or it is not one of ours. */
export async function buildOf(folder: string): Promise<string | undefined> {
  return unlessMissing(readFile(join(folder, marker), 'utf8'));
}

async function unlessMissing<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return;
    throw error;
  }
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOTEMPTY' || error.code === 'EEXIST');
}
