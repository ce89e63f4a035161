import { describe, expect, it } from 'vitest';
import { fileArtifactStore } from '../../../src/integrations/artifacts/file-store.ts';
import { getTree, listTree, putTree } from '../../../src/integrations/artifacts/tree.ts';
import { testFolder } from './folder.ts';

const files = {
  'models/marts/fct_orders.sql': 'select 1',
  'README.md': '# Café 大阪',
  'seeds/naïve file.csv': new Uint8Array([0, 255, 10]),
};

describe('a project snapshot', () => {
  it('gives back every file, byte for byte, in the order of the paths', async () => {
    const store = fileArtifactStore(await testFolder());
    const read = await getTree(store, await putTree(store, files));

    expect([...read.keys()]).toEqual(['README.md', 'models/marts/fct_orders.sql', 'seeds/naïve file.csv']);
    expect(Buffer.from(read.get('README.md') ?? []).toString('utf8')).toBe('# Café 大阪');
    expect(Buffer.from(read.get('seeds/naïve file.csv') ?? [])).toEqual(Buffer.from([0, 255, 10]));
  });

  it('has one name for the same files, from a map or a record, in any order, and another for other files', async () => {
    const store = fileArtifactStore(await testFolder());
    const digest = await putTree(store, files);

    expect(await putTree(store, new Map(Object.entries(files).reverse()))).toBe(digest);
    expect(await putTree(store, { ...files, 'README.md': '# Cafe' })).not.toBe(digest);
  });

  it('lists what lies where without needing the files', async () => {
    const store = fileArtifactStore(await testFolder());
    const digest = await putTree(store, files);
    const readme = await store.put(files['README.md']);

    expect((await listTree(store, digest)).get('README.md')).toBe(readme);
    expect(await listTree(store, await putTree(store, {}))).toEqual(new Map());
  });

  it('keeps a project of a hundred files', async () => {
    const store = fileArtifactStore(await testFolder());
    const many = new Map(Array.from({ length: 100 }, (_, index) => [`models/model_${index}.sql`, `select ${index}`]));

    const read = await getTree(store, await putTree(store, many));
    expect(read.size).toBe(100);
    expect(Buffer.from(read.get('models/model_42.sql') ?? []).toString()).toBe('select 42');
  });

  it.each([
    '../up',
    '/etc/passwd',
    'a//b',
    'a/./b',
    'a/../../b',
    '',
    '.git/hooks/post-checkout',
    'a/.GIT/x',
    'a\\b',
    'a\nb',
    'x\ud800',
    '__proto__',
  ])('refuses the path %j', async (path) => {
    const store = fileArtifactStore(await testFolder());
    await expect(putTree(store, new Map([[path, 'x']]))).rejects.toMatchObject({ code: 'artifact-refused' });
  });

  it('is not mistaken for another document', async () => {
    const store = fileArtifactStore(await testFolder());
    await expect(getTree(store, await store.put('{"files":{"a":"b"},"schema":"tree/1"}'))).rejects.toMatchObject({
      code: 'artifact-damaged',
    });
  });
});
