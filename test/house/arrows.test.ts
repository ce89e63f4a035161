import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';
import { root } from '../../src/config.ts';

interface Violation {
  readonly rule: { readonly name: string };
  readonly from: string;
  readonly to: string;
}

/** Lays out a small source tree and returns the rules that it breaks, as `rule: from -> to`. */
async function broken(files: Record<string, string>): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'arrows-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const shared of ['node_modules', 'package.json']) await symlink(join(root, shared), join(folder, shared));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  const cruise = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const args = [cruise, '--config', join(root, '.dependency-cruiser.mjs'), '--output-type', 'json', 'src'];
  // It exits with the number of errors; what it found is on stdout either way.
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: folder }).catch((error) => error);
  const violations: Violation[] = JSON.parse(stdout).summary.violations;
  return violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`).sort();
}

const thing = 'export const thing = 1;\nexport type Thing = number;\n';
const importing = (path: string) => `import { thing } from '${path}';\nexport const other: number = thing;\n`;
const typeImporting = (path: string) => `import type { Thing } from '${path}';\nexport const other: Thing = 2;\n`;

it('lets arrows point down', async () => {
  const found = await broken({
    'src/domain/a.ts': `import { z } from 'zod';\nexport const thing = z.string();\n`,
    'src/integrations/git/b.ts': `import fs from 'node:fs';\n${importing('../../domain/a.ts')}void fs;\n`,
    'src/activities/c.ts': `export { thing } from '../integrations/git/d.ts';\nexport type Thing = number;\n`,
    'src/integrations/git/d.ts': thing,
    'src/workflows/messages.ts': typeImporting('../activities/c.ts'),
    'src/views/page.tsx': `import { thing } from '../domain/a.ts';\nexport const Page = () => <p>{String(thing)}</p>;\n`,
    'src/api/e.ts': `import '../views/page.tsx';\nimport '../workflows/messages.ts';\n`,
    'src/main.ts': `import './api/e.ts';\nimport './activities/c.ts';\nimport './integrations/git/b.ts';\n`,
  });
  expect(found).toEqual([]);
});

it.each([
  ['domain-alone', 'src/domain/a.ts', '../integrations/b.ts'],
  ['domain-alone', 'src/domain/deep/a.ts', '../../integrations/b.ts'],
  ['views-to-domain', 'src/views/a.tsx', '../integrations/b.ts'],
  ['views-to-domain', 'src/views/a.tsx', '../api/b.ts'],
  ['workflows-to-domain', 'src/workflows/a.ts', '../integrations/b.ts'],
  ['workflows-to-activity-types', 'src/workflows/a.ts', '../activities/b.ts'],
  ['integrations-to-domain', 'src/integrations/a.ts', '../activities/b.ts'],
  ['integrations-to-domain', 'src/integrations/a.ts', '../config.ts'],
  ['activities-to-integrations', 'src/activities/a.ts', '../workflows/b.ts'],
  ['activities-to-integrations', 'src/activities/a.ts', '../api/b.ts'],
  ['api-to-views', 'src/api/a.ts', '../activities/b.ts'],
  ['api-to-views', 'src/api/a.ts', '../workflows/demo-build.ts'],
  ['api-to-views', 'src/api/a.ts', '../integrations/repository/b.ts'],
  ['entry-points-on-top', 'src/supervisor/a.ts', '../worker.ts'],
  ['src-alone', 'src/supervisor/a.ts', '../../test/b.ts'],
])('finds %s: %s importing %s', async (rule, from, to) => {
  const target = join(dirname(from), to);
  expect(await broken({ [from]: importing(to), [target]: thing })).toContain(`${rule}: ${from} -> ${target}`);
});

it.each([
  ['domain-is-pure', 'src/domain/a.ts', 'node:fs', 'fs'],
  ['domain-is-pure', 'src/domain/a.ts', 'node:crypto', 'crypto'],
  ['domain-is-pure', 'src/domain/a.ts', 'hono', 'hono'],
  ['workflows-deterministic', 'src/workflows/a.ts', 'node:crypto', 'crypto'],
  ['workflows-deterministic', 'src/workflows/a.ts', '@temporalio/client', '@temporalio/client'],
  ['no-dev-packages', 'src/supervisor/a.ts', 'fast-check', 'fast-check'],
  ['resolvable', 'src/supervisor/a.ts', './gone.ts', 'gone.ts'],
])('finds %s: %s importing %s', async (rule, from, name, target) => {
  const found = await broken({ [from]: `import * as all from '${name}';\nexport const other = all;\n` });
  expect(found.filter((line) => line.startsWith(`${rule}: ${from} -> `) && line.includes(target))).toHaveLength(1);
});

it('finds imports in every form', async () => {
  const found = await broken({
    'src/domain/a.ts': `export * from '../integrations/a.ts';\n`,
    'src/domain/b.ts': `export const load = () => import('../integrations/b.ts');\n`,
    'src/domain/c.ts': typeImporting('../integrations/c.ts'),
    'src/domain/d.ts': `export { type Thing } from '../integrations/d.ts';\n`,
    'src/integrations/a.ts': thing,
    'src/integrations/b.ts': thing,
    'src/integrations/c.ts': thing,
    'src/integrations/d.ts': thing,
  });
  expect(found).toEqual(
    ['a', 'b', 'c', 'd'].map((name) => `domain-alone: src/domain/${name}.ts -> src/integrations/${name}.ts`),
  );
});

it('finds a cycle', async () => {
  const found = await broken({
    'src/domain/a.ts': importing('./b.ts'),
    'src/domain/b.ts': `import { other } from './a.ts';\nexport const thing: number = other;\n`,
  });
  expect(found).toContain('no-cycles: src/domain/a.ts -> src/domain/b.ts');
});
