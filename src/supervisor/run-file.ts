import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { isRunning } from '../integrations/temporal/process-identity.ts';

const content = z.object({
  pid: z.number().int(),
  /** When the process started, in the system's own terms. */
  processStarted: z.string(),
  page: z.url(),
  temporalAddress: z.string(),
  temporalUi: z.string().optional(),
  startedAt: z.iso.datetime(),
});

/** What a running service says of itself in `<data folder>/run.json`. */
export type RunFile = z.infer<typeof content>;

export async function writeRunFile(dataFolder: string, run: RunFile): Promise<void> {
  const file = runFile(dataFolder);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.${process.pid}`, `${JSON.stringify(run, undefined, 2)}\n`);
  await rename(`${file}.${process.pid}`, file);
}

export async function removeRunFile(dataFolder: string): Promise<void> {
  await rm(runFile(dataFolder), { force: true });
}

/** The service that runs on this data folder; undefined when there is none, or only what a killed one left. */
export async function findRunning(dataFolder: string): Promise<RunFile | undefined> {
  const text = await readFile(runFile(dataFolder), 'utf8').catch(() => '');
  const run = content.safeParse(parse(text));
  if (!run.success || !isRunning({ pid: run.data.pid, started: run.data.processStarted })) return undefined;
  return (await serves(run.data.page)) ? run.data : undefined;
}

/** Whether the page answers. */
export async function serves(page: string): Promise<boolean> {
  try {
    const response = await fetch(new URL('/healthz', page), { signal: AbortSignal.timeout(2_000) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}

function runFile(dataFolder: string): string {
  return join(dataFolder, 'run.json');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
