import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { Payload } from '@temporalio/common';
import type { DrivenBuild } from './drive-build.ts';
import type { TestFoundry } from './foundry.ts';

/** Every payload of a build's history, decrypted. @throws where there are so few that something is wrong */
export async function plainHistory(foundry: TestFoundry, build: DrivenBuild): Promise<string> {
  const { events } = await build.handle.fetchHistory();
  const found: unknown[] = [];
  const walk = async (value: unknown): Promise<void> => {
    if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return;
    if ('metadata' in value && 'data' in value && value.data) {
      // Only payloads have both.
      found.push(await foundry.read(value as Payload));
      return;
    }
    for (const inner of Object.values(value)) await walk(inner);
  };
  await walk(events);
  if (found.length <= 20) throw new Error(`there are only ${found.length} payloads in the history`);
  return JSON.stringify(found);
}

/** Files beneath a folder that hold one of the texts: databases, artifacts, logs. */
export async function filesWith(folder: string, texts: readonly string[]): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  if (paths.length <= 20) throw new Error(`there are only ${paths.length} files in ${folder}`);
  const found: string[] = [];
  for await (const { path, bytes } of Readable.from(paths).map(
    async (path: string) => ({ path, bytes: await readFile(path) }),
    { concurrency: 8 },
  )) {
    if (texts.some((text) => bytes.includes(text))) found.push(path);
  }
  return found;
}
