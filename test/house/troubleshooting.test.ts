import { readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../src/config.ts';

/** A failure's code where it is made: a row of a table of codes, or the first argument of an error. */
const tableRow = /^ {2}'([a-z]+(?:-[a-z]+)+)': \{[^}]*?mend:/gms;
const thrown = /(?:StepError|super|nonRetryable)\(\s*(?:`[^`]*`,\s*|'[^']*',\s*)?'([a-z]+(?:-[a-z]+)+)'/g;

test('docs/troubleshooting.md tells of every failure that has a code', async () => {
  const text = readFileSync(join(root, 'docs/troubleshooting.md'), 'utf8');
  const listed = [...text.matchAll(/^\| `([a-z-]+)` \| \S.* \| \S.* \|$/gm)].map(([, code]) => code);
  const codes = new Set<string | undefined>();
  for (const entry of await readdir(join(root, 'src'), { recursive: true })) {
    if (!entry.endsWith('.ts')) continue;
    const source = await readFile(join(root, 'src', entry), 'utf8');
    for (const shape of [tableRow, thrown]) for (const [, code] of source.matchAll(shape)) codes.add(code);
  }
  expect(codes.size).toBeGreaterThan(100);
  expect([...codes].filter((code) => !listed.includes(code))).toEqual([]);
  expect(new Set(listed).size).toBe(listed.length);
});
