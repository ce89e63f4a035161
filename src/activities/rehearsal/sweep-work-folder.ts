import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Removes folders of rehearsals whose worker was killed before it could. Gives how many.
 *
 * @param graceMs a folder that was made less than this ago may be at work in another worker; longer than a rehearsal may take
 */
export async function sweepWorkFolder(workFolder: string, graceMs: number): Promise<number> {
  const names = (await readdir(workFolder).catch(() => [])).filter((name) => name.startsWith('rehearsal-'));
  let removed = 0;
  for (const folder of names.map((name) => join(workFolder, name))) {
    const madeAt = (await stat(folder).catch(() => undefined))?.mtimeMs;
    if (madeAt === undefined || madeAt > Date.now() - graceMs) continue;
    await rm(folder, { recursive: true, force: true });
    removed += 1;
  }
  return removed;
}
