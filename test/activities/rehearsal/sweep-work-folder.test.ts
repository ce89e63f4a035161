import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { sweepWorkFolder } from '../../../src/activities/rehearsal/sweep-work-folder.ts';

const hourMs = 60 * 60 * 1000;

test('folders that a killed worker left are removed; those that may be at work stay', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'foundry-work-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const name of ['rehearsal-left', 'rehearsal-at-work', 'something-else']) await mkdir(join(folder, name));
  await writeFile(join(folder, 'rehearsal-left', 'demo.duckdb'), 'data');
  const longAgo = new Date(Date.now() - 2 * hourMs);
  for (const name of ['rehearsal-left', 'something-else']) await utimes(join(folder, name), longAgo, longAgo);
  expect(await sweepWorkFolder(folder, hourMs)).toBe(1);
  expect((await readdir(folder)).sort()).toEqual(['rehearsal-at-work', 'something-else']);
});

test('a worker that never rehearsed has nothing to remove', async () => {
  expect(await sweepWorkFolder(join(tmpdir(), 'foundry-never-made'), 0)).toBe(0);
});
