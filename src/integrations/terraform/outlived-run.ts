import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { identityOf, isRunning, type ProcessIdentity } from '../temporal/process-identity.ts';
import { TerraformError } from './terraform-error.ts';

const file = 'running.json';
const identity = z.object({ pid: z.number().int().positive(), started: z.string() });
const lookMs = 250;

/** Notes in its working folder which process runs there, for whoever comes after this process was killed. */
export async function noteRun(folder: string, pid: number | undefined): Promise<void> {
  const running = pid === undefined ? undefined : identityOf(pid);
  if (running) await writeFile(join(folder, file), JSON.stringify(running), { mode: 0o600 });
}

/**
 * Waits for a run that outlived its worker: what it still makes would be looked up too early, and be taken for something
 * that nobody needs.
 * @param patienceMs more than any single request of a run may take
 * @throws {TerraformError} `terraform-busy` after the patience; the signal's reason when it fires
 */
export async function awaitOutlivedRun(
  folder: string,
  {
    signal,
    onWait = () => {},
    patienceMs = 5 * 60_000,
  }: { readonly signal: AbortSignal; readonly onWait?: () => void; readonly patienceMs?: number },
): Promise<void> {
  const run = await readRun(folder);
  if (!run || !isRunning(run)) return;
  onWait();
  const deadline = performance.now() + patienceMs;
  while (isRunning(run)) {
    if (performance.now() > deadline) {
      throw new TerraformError('terraform-busy', 'Another run of Terraform still works on this demo.');
    }
    await sleep(lookMs, undefined, { signal });
  }
}

async function readRun(folder: string): Promise<ProcessIdentity | undefined> {
  try {
    return identity.safeParse(JSON.parse(await readFile(join(folder, file), 'utf8'))).data;
  } catch {
    return undefined;
  }
}
