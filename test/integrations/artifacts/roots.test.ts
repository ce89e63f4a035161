import { mkdir, readdir, rename, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Digest } from '../../../src/integrations/artifacts/digest.ts';
import { fileArtifactStore, objectFile } from '../../../src/integrations/artifacts/file-store.ts';
import { putJson } from '../../../src/integrations/artifacts/json.ts';
import { fileArtifactRoots } from '../../../src/integrations/artifacts/roots.ts';
import { fileStepResults, stepKey, stepsFolder } from '../../../src/integrations/artifacts/step-results.ts';
import { deleteSetAside, setAsideUnreached } from '../../../src/integrations/artifacts/sweep.ts';
import { getTree, putTree } from '../../../src/integrations/artifacts/tree.ts';
import { testFolder } from './folder.ts';

const hour = 3_600_000;

async function aStore() {
  const folder = await testFolder();
  const store = fileArtifactStore(folder);
  const longAgo = new Date(Date.now() - 48 * hour);
  const age = async (...digests: Digest[]) => {
    for (const digest of digests) await utimes(objectFile(folder, digest), longAgo, longAgo);
  };
  return { folder, store, roots: fileArtifactRoots(folder), age, longAgo };
}

describe('sweeping artifacts', () => {
  it('removes what no build roots and keeps what one does, down to the files of its snapshots', async () => {
    const { store, roots, age } = await aStore();
    const file = await store.put('select 1');
    const tree = await putTree(store, { 'models/a.sql': 'select 1' });
    const revision = await putJson(store, { schema: 'revision/1', project: tree });
    const garbage = await store.put('nobody wants this');
    await age(file, tree, revision, garbage);
    await roots.root('build-1', [revision]);

    expect(await roots.sweep(hour)).toEqual({ kept: 3, removed: 1, freed: 17 });
    expect([...(await getTree(store, tree)).keys()]).toEqual(['models/a.sql']);
    expect(await store.has(garbage)).toBe(false);
  });

  it('keeps what two builds share until both let go', async () => {
    const { store, roots, age } = await aStore();
    const shared = await store.put('shared');
    await roots.root('build-1', [shared]);
    await roots.root('build-2', [shared]);
    await roots.root('build-1', [await store.put('more of build 1')]);
    await roots.unroot('build-1');
    await age(shared);

    expect(await roots.sweep(hour)).toMatchObject({ removed: 0 });
    await roots.unroot('build-2');
    await roots.unroot('never heard of'.replaceAll(' ', '-'));
    expect(await roots.sweep(hour)).toMatchObject({ removed: 1 });
  });

  it('spares the young, and the old files of a young snapshot', async () => {
    const { store, roots, age } = await aStore();
    const old = await store.put('select 1');
    const tree = await putTree(store, { 'a.sql': 'select 1' });
    await age(old);

    expect(await roots.sweep(hour)).toEqual({ kept: 2, removed: 0, freed: 0 });
    expect((await getTree(store, tree)).size).toBe(1);
  });

  it('spares an old result that a step has just found again, and forgets pointers to what is gone', async () => {
    const { folder, store, roots, age } = await aStore();
    const results = fileStepResults(folder, store);
    const found = await store.put('found again');
    const forgotten = await store.put('forgotten');
    const keys = [stepKey({ n: 1 }), stepKey({ n: 2 })] as const;
    await results.keep(keys[0], found);
    await results.keep(keys[1], forgotten);
    await age(found, forgotten);
    expect(await results.find(keys[0])).toBe(found);

    expect(await roots.sweep(hour)).toMatchObject({ kept: 1, removed: 1 });
    expect(await results.find(keys[0])).toBe(found);
    const pointers = (await readdir(stepsFolder(folder), { recursive: true })).filter((name) => name.includes('/'));
    expect(pointers).toEqual([`${keys[0].slice(0, 2)}/${keys[0]}`]);
  });

  it('clears away half-written files of a process that died', async () => {
    const { store, folder, roots, longAgo } = await aStore();
    const digest = await store.put('whole');
    const half = join(dirname(objectFile(folder, digest)), `${digest}.1234.part`);
    await writeFile(half, 'wh');
    await utimes(half, longAgo, longAgo);

    await roots.sweep(hour);
    expect(await readdir(dirname(half))).toEqual([digest]);
  });

  it('never loses files of a snapshot that is put again while it sweeps', async () => {
    const { store, roots, age } = await aStore();
    const files = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`m${index}.sql`, `select ${index}`]));
    for (let round = 0; round < 5; round += 1) {
      const tree = await putTree(store, files);
      await age(tree, ...(await Promise.all(Object.values(files).map((text) => store.put(text)))));
      const [again] = await Promise.all([putTree(store, files), roots.sweep(hour)]);
      expect((await getTree(store, again)).size).toBe(30);
    }
  });

  it('brings back what an interrupted sweep had set aside', async () => {
    const { folder, store, roots, age } = await aStore();
    const digest = await store.put('kept after all');
    await roots.root('build-1', [digest]);
    await age(digest);
    await mkdir(join(folder, 'aside'));
    await rename(objectFile(folder, digest), join(folder, 'aside', digest));

    await roots.sweep(hour);
    expect(await store.has(digest)).toBe(true);
  });

  it('brings back a snapshot that was found again on its way out, with the old files that it names', async () => {
    const { folder, store, age } = await aStore();
    const tree = await putTree(store, { 'a.sql': 'select 1' });
    await age(tree, await store.put('select 1'));
    const before = Date.now() - hour;
    await setAsideUnreached(folder, [], before);
    expect(await store.has(tree)).toBe(false);
    const now = new Date();
    await utimes(join(folder, 'aside', tree), now, now);

    expect(await deleteSetAside(folder, before)).toEqual({ removed: 0, freed: 0 });
    expect((await getTree(store, tree)).size).toBe(1);
  });

  it('takes plain ids for builds only', async () => {
    const { roots } = await aStore();
    await expect(roots.root('../x', [])).rejects.toMatchObject({ code: 'artifact-refused' });
    await expect(roots.unroot('..')).rejects.toMatchObject({ code: 'artifact-refused' });
    await expect(roots.root('b', ['x'])).rejects.toMatchObject({ code: 'artifact-refused' });
  });
});
