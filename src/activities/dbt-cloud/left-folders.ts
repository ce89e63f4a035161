import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isNotFound } from '../../integrations/artifacts/write-once.ts';
import { workingFolderOf } from './infrastructure-request.ts';
import type { AccountDeps } from './services.ts';

/** A run writes at least every ten seconds, and waits for another one for minutes at most. */
const quietMs = 60 * 60_000;

/**
 * Removes working folders of builds whose run was killed and came back elsewhere, or never: their state is in clear. What
 * only they knew is found again in the account by its marker. The build's own folder is left to its next run.
 */
export async function removeLeftFolders(
  deps: Pick<AccountDeps, 'services'>,
  buildId: string,
  now: number = Date.now(),
): Promise<void> {
  const { workFolder } = deps.services.terraform;
  const own = workingFolderOf(deps, buildId);
  for (const name of await namesIn(workFolder)) {
    const folder = join(workFolder, name);
    if (folder !== own && now - (await lastWritten(folder)) > quietMs) {
      await rm(folder, { recursive: true, force: true });
    }
  }
}

/** When anything in a folder was last written, in milliseconds since 1970. */
async function lastWritten(folder: string): Promise<number> {
  const paths = [folder, ...(await namesIn(folder)).map((name) => join(folder, name))];
  return Math.max(...(await Promise.all(paths.map(writtenAt))));
}

async function writtenAt(path: string): Promise<number> {
  try {
    return (await stat(path)).mtimeMs;
  } catch (error) {
    if (isNotFound(error)) return 0;
    throw error;
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isNotFound(error)) return [];
    throw error;
  }
}
