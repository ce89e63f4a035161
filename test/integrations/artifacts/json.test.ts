import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { canonicalJson } from '../../../src/integrations/artifacts/canonical-json.ts';
import { fileArtifactStore } from '../../../src/integrations/artifacts/file-store.ts';
import { getJson, putJson } from '../../../src/integrations/artifacts/json.ts';
import { testFolder } from './folder.ts';

describe('canonical JSON', () => {
  it('is the same text whatever order the properties were set in', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const reversed = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalJson(reversed)).toBe(canonicalJson(value));
      }),
    );
  });

  it('reads back as the value that was written', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.stringify(JSON.parse(canonicalJson(value)))).toHaveLength(JSON.stringify(value).length);
        expect(canonicalJson(JSON.parse(canonicalJson(value)))).toBe(canonicalJson(value));
      }),
    );
    expect(canonicalJson({ b: [1, { d: null, c: 'ü' }], a: undefined })).toBe('{"b":[1,{"c":"ü","d":null}]}');
  });

  it.each([
    ['a date', { at: new Date(0) }],
    ['a map', { rows: new Map() }],
    ['not a number', [Number.NaN]],
    ['a big integer', 1n],
    ['nothing', undefined],
    ['a function', { f: () => 1 }],
  ])('refuses %s instead of altering it', (_, value) => {
    expect(() => canonicalJson(value)).toThrow(/would come back as something else/);
  });
});

describe('JSON artifacts', () => {
  const schema = z.strictObject({ revision: z.number(), text: z.string() });

  it('have equal digests for equal values and come back checked', async () => {
    const store = fileArtifactStore(await testFolder());
    const digest = await putJson(store, { revision: 2, text: 'two' });

    expect(await putJson(store, { text: 'two', revision: 2 })).toBe(digest);
    expect(await getJson(store, schema, digest)).toEqual({ revision: 2, text: 'two' });
  });

  it('count as damaged when they are of another shape or no JSON', async () => {
    const store = fileArtifactStore(await testFolder());

    await expect(getJson(store, schema, await putJson(store, { revision: 'two' }))).rejects.toMatchObject({
      code: 'artifact-damaged',
    });
    await expect(getJson(store, schema, await store.put('{"revision":'))).rejects.toMatchObject({
      code: 'artifact-damaged',
    });
  });
});

describe('a stored document of an earlier version', () => {
  const thing = z.strictObject({ schema: z.literal('thing/2'), names: z.array(z.string()) });
  const known = { 'thing/1': ({ name }: { name: string }) => ({ schema: 'thing/2', names: [name] }) };

  it('is read as one of today', async () => {
    const store = fileArtifactStore(await testFolder());
    const old = await putJson(store, { schema: 'thing/1', name: 'a' });
    expect(await getJson(store, thing, old, known)).toEqual({ schema: 'thing/2', names: ['a'] });
    await expect(getJson(store, thing, old)).rejects.toThrow(/another shape/);
  });
});
