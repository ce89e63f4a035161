import { readdir, stat, truncate, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { digestOf } from '../../../src/integrations/artifacts/digest.ts';
import { ArtifactDamaged, ArtifactMissing, ArtifactRefused } from '../../../src/integrations/artifacts/errors.ts';
import { fileArtifactStore, objectFile, objectsFolder } from '../../../src/integrations/artifacts/file-store.ts';
import { testFolder } from './folder.ts';

describe('the file artifact store', () => {
  it('gives back the bytes that were put, under the SHA-256 of their content', async () => {
    const store = fileArtifactStore(await testFolder());
    const bytes = Uint8Array.from({ length: 1000 }, (_, index) => index % 256);

    expect(await store.put('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(Buffer.from(await store.get(await store.put(bytes)))).toEqual(Buffer.from(bytes));
    expect(Buffer.from(await store.get(await store.put('Größe 大'))).toString('utf8')).toBe('Größe 大');
    expect(await store.get(await store.put(''))).toHaveLength(0);
  });

  it('is shared by all who open the same folder', async () => {
    const folder = await testFolder();
    const digest = await fileArtifactStore(folder).put('shared');

    expect(await fileArtifactStore(folder).has(digest)).toBe(true);
    expect(await fileArtifactStore(folder).has(digestOf('never put'))).toBe(false);
  });

  it('keeps one whole file when the same bytes are put many times at once', async () => {
    const folder = await testFolder();
    const bytes = 'x'.repeat(300_000);
    const stores = [fileArtifactStore(folder), fileArtifactStore(folder)];

    const digests = await Promise.all(Array.from({ length: 40 }, (_, index) => stores[index % 2]?.put(bytes)));

    const digest = digestOf(bytes);
    expect(new Set(digests)).toEqual(new Set([digest]));
    expect(await readdir(`${objectsFolder(folder)}/${digest.slice(0, 2)}`)).toEqual([digest]);
    expect(await fileArtifactStore(folder).get(digest)).toHaveLength(300_000);
  });

  it('writes an artifact once, however often it is put', async () => {
    const folder = await testFolder();
    const store = fileArtifactStore(folder);
    const digest = await store.put('once');
    const { ino } = await stat(objectFile(folder, digest));
    await store.put('once');
    expect((await stat(objectFile(folder, digest))).ino).toBe(ino);
  });

  it('says which artifact is missing', async () => {
    const store = fileArtifactStore(await testFolder());
    const digest = digestOf('nothing');

    const failure = await store.get(digest).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ArtifactMissing);
    expect(failure).toMatchObject({ code: 'artifact-missing', digest });
  });

  it('refuses to hand out changed content, and heals it when the same bytes are put again', async () => {
    const folder = await testFolder();
    const store = fileArtifactStore(folder);
    const digest = await store.put('select 1');
    await writeFile(objectFile(folder, digest), 'select 2');
    await expect(store.get(digest)).rejects.toBeInstanceOf(ArtifactDamaged);
    await truncate(objectFile(folder, digest), 3);
    await expect(store.get(digest)).rejects.toMatchObject({ code: 'artifact-damaged', digest });

    await store.put('select 1');
    expect(Buffer.from(await store.get(digest)).toString()).toBe('select 1');
  });

  it('takes nothing but a digest for a name', async () => {
    const store = fileArtifactStore(await testFolder());

    await expect(store.get('../../../../etc/passwd')).rejects.toBeInstanceOf(ArtifactRefused);
    await expect(store.has('A'.repeat(64))).rejects.toMatchObject({ code: 'artifact-refused' });
  });
});
