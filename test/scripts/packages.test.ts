import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packagesReady } from '../../scripts/setup/packages.mjs';
import { root } from '../../src/config.ts';
import { addFiles, fakeTree } from './fake-tree.ts';

const lock = (packages: object) => JSON.stringify({ packages });
const wanted = {
  '': {},
  'node_modules/a': { version: '1.0.0' },
  'node_modules/other-platform': { version: '1.0.0', optional: true },
};

async function tree(present: object) {
  const folder = await fakeTree({
    'package-lock.json': lock(wanted),
    'node_modules/.bin/node': '#!/bin/sh\n',
    'node_modules/.package-lock.json': lock(present),
  });
  const tools = join(folder, '.tools');
  return { root: folder, tools, settings: { TOOLS_DIR: tools, TEMPORAL_CLI: '', DBT_PYTHON: '' } };
}

describe('node_modules', () => {
  it('is whole when npm finished what the lock file asks for', async () => {
    expect(packagesReady(await tree({ 'node_modules/a': { version: '1.0.0' } }))).toBe(true);
  });

  it.each([
    ['has an older package', { 'node_modules/a': { version: '0.9.0' } }],
    ['lacks a package', {}],
  ])('is not whole when it %s', async (_, present) => {
    expect(packagesReady(await tree(present))).toBe(false);
  });

  it('is not whole on a fresh clone, nor after an install that was interrupted', async () => {
    const at = await tree({});
    await addFiles(at.root, { 'node_modules/.package-lock.json': '' });
    expect(packagesReady(at)).toBe(false);
    expect(packagesReady({ ...at, root: await fakeTree({ 'package-lock.json': lock(wanted) }) })).toBe(false);
  });

  it('is looked at again when the lock file has changed', async () => {
    const at = await tree({ 'node_modules/a': { version: '1.0.0' } });
    expect(packagesReady(at)).toBe(true);
    await addFiles(at.root, { 'package-lock.json': lock({ ...wanted, 'node_modules/b': { version: '1.0.0' } }) });
    expect(packagesReady(at)).toBe(false);
  });
});

describe('the lock file', () => {
  interface Locked {
    readonly version?: string;
    readonly resolved?: string;
    readonly optionalDependencies?: Record<string, string>;
  }
  const text = readFileSync(join(root, 'package-lock.json'), 'utf8');
  const packages: Record<string, Locked> = JSON.parse(text).packages;

  it('names no registry', () => {
    expect(Object.entries(packages).filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
  });

  it('has an entry for every platform, without which npm ci refuses it', () => {
    const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter(
        (name) => !packages[`${path}/node_modules/${name}`] && !packages[`node_modules/${name}`],
      ),
    );
    expect(missing).toEqual([]);
  });
});
