import { rm } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { fileArtifactStore, objectFile } from '../../../src/integrations/artifacts/file-store.ts';
import { fileStepResults, stepKey } from '../../../src/integrations/artifacts/step-results.ts';
import { testFolder } from './folder.ts';

const key = stepKey({ step: 'draft-scenario', code: 1, brief: 'abc', take: 0 });

describe('step results', () => {
  it('are found again under the key of the same inputs, also by another process', async () => {
    const folder = await testFolder();
    const store = fileArtifactStore(folder);
    const digest = await store.put('a scenario');
    await fileStepResults(folder, store).keep(key, digest);

    const other = fileStepResults(folder, fileArtifactStore(folder));
    expect(await other.find(stepKey({ take: 0, brief: 'abc', code: 1, step: 'draft-scenario' }))).toBe(digest);
    expect(await other.find(stepKey({ take: 1, brief: 'abc', code: 1, step: 'draft-scenario' }))).toBeUndefined();
  });

  it('count as not found when the artifact is gone', async () => {
    const folder = await testFolder();
    const store = fileArtifactStore(folder);
    const digest = await store.put('a scenario');
    const results = fileStepResults(folder, store);
    await results.keep(key, digest);
    await rm(objectFile(folder, digest));

    expect(await results.find(key)).toBeUndefined();
    await store.put('a scenario');
    expect(await results.find(key)).toBe(digest);
  });

  it('may be replaced by a later result, many writers at once', async () => {
    const folder = await testFolder();
    const store = fileArtifactStore(folder);
    const results = fileStepResults(folder, store);
    const digests = await Promise.all(Array.from({ length: 20 }, (_, index) => store.put(`take ${index}`)));

    await Promise.all(digests.map((digest) => results.keep(key, digest)));
    expect(digests).toContain(await results.find(key));
  });

  it('are kept under a real key and a real digest only', async () => {
    const folder = await testFolder();
    const results = fileStepResults(folder, fileArtifactStore(folder));

    await expect(results.keep('../../x', 'a'.repeat(64))).rejects.toMatchObject({ code: 'artifact-refused' });
    await expect(results.keep(key, 'not a digest')).rejects.toMatchObject({ code: 'artifact-refused' });
  });
});
