import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { onTestFinished } from 'vitest';
import { localRepositories } from '../../../src/integrations/repository/local-repositories.ts';

/** A folder of this test's own with a name that has to be escaped in a URL, gone when the test has ended. */
export async function testFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'foundry 100% Größe '));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export async function someRepositories() {
  const folder = await testFolder();
  const root = join(folder, 'repositories');
  return { folder, root, repositories: localRepositories(root) };
}

/** The person's own Git, as whoever clones a demo has it. */
export async function gitAsPerson(cwd: string, ...args: string[]): Promise<string> {
  const { stdout } = await execa('git', ['-c', 'user.name=Ann', '-c', 'user.email=ann@example.com', ...args], { cwd });
  return stdout;
}

export const wanted = { name: 'acme-dbt-demo', build: 'b1' };

export const at = '2026-11-21T08:00:00.000Z';

export function filesOf(content: Record<string, string>): Map<string, Uint8Array> {
  return new Map(Object.entries(content).map(([path, text]) => [path, Buffer.from(text)]));
}

export function textsOf(files: ReadonlyMap<string, Uint8Array>): Record<string, string> {
  return Object.fromEntries([...files].map(([path, bytes]) => [path, Buffer.from(bytes).toString('utf8')]));
}
