import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { exampleFolder, renderExample } from '../../scripts/examples/render-example.ts';

test('the example in the docs is what the code renders (npm run examples writes it anew)', async () => {
  const entries = await readdir(exampleFolder, { recursive: true, withFileTypes: true });
  const files = new Map<string, string>();
  for (const entry of entries.filter((candidate) => candidate.isFile())) {
    const file = join(entry.parentPath, entry.name);
    files.set(relative(exampleFolder, file), await readFile(file, 'utf8'));
  }
  const rendered = await renderExample();
  expect([...files.keys()].sort()).toEqual([...rendered.keys()].sort());
  for (const [path, content] of rendered) expect([path, files.get(path)]).toEqual([path, content]);
});
