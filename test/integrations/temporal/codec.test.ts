import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encryptionCodec } from '../../../src/integrations/temporal/codec.ts';
import { aKey } from './keys.ts';

const key = aKey('k1');
const codec = encryptionCodec({ current: key, former: [] });

const payloadOf = (value: unknown): Payload => {
  const payload = defaultPayloadConverter.toPayload(value);
  if (payload === undefined) throw new Error('no payload');
  return payload;
};
const read = (payload: Payload | undefined): unknown => payload && defaultPayloadConverter.fromPayload(payload);
const first = ([payload]: Payload[]): Payload => payload ?? {};

/** The same payload with one bit of its data turned. */
function tampered(payload: Payload, at: number): Payload {
  const data = Buffer.from(payload.data ?? []);
  data[at] = (data[at] ?? 0) ^ 1;
  return { ...payload, data };
}

describe('the payload codec', () => {
  it('gives back every value as it was', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.jsonValue(), { maxLength: 4 }), async (values) => {
        const decoded = await codec.decode(await codec.encode(values.map(payloadOf)));
        expect(decoded.map(read)).toEqual(values.map((value) => JSON.parse(JSON.stringify(value))));
      }),
      { numRuns: 50 },
    );
    const bytes = Uint8Array.from([0, 1, 255]);
    const decoded = first(await codec.decode(await codec.encode([payloadOf(bytes), payloadOf(undefined)])));
    expect(Buffer.from(read(decoded) as Uint8Array)).toEqual(Buffer.from(bytes));
  });

  it('shows nothing but the key id, and never the same bytes twice', async () => {
    const [one = {}, two = {}] = await codec.encode([payloadOf('discovery notes'), payloadOf('discovery notes')]);
    const metadata = Object.entries(one.metadata ?? {}).map(([name, value]) => [name, Buffer.from(value).toString()]);

    expect(Object.fromEntries(metadata)).toEqual({ encoding: 'binary/encrypted', 'key-id': 'k1' });
    expect(Buffer.from(one.data ?? []).includes('discovery')).toBe(false);
    expect(Buffer.from(one.data ?? []).equals(Buffer.from(two.data ?? []))).toBe(false);
  });

  it('reads what former keys wrote, and writes with the current one', async () => {
    const old = await codec.encode([payloadOf('old')]);
    const rotated = encryptionCodec({ current: aKey('k2'), former: [key] });

    expect(read(first(await rotated.decode(old)))).toBe('old');
    const renewed = await rotated.encode([payloadOf('new')]);
    expect(Buffer.from(first(renewed).metadata?.['key-id'] ?? []).toString()).toBe('k2');
    await expect(codec.decode(renewed)).rejects.toMatchObject({
      code: 'payload-key-unknown',
      message: expect.stringContaining('"k2"'),
    });
  });

  it('refuses a payload that was altered anywhere, cut short, or that another key of this id wrote', async () => {
    const encrypted = first(await codec.encode([payloadOf({ company: 'Acme' })]));
    const damaged = { code: 'payload-damaged', message: expect.stringContaining('altered') };
    for (const at of [0, 12, 28, (encrypted.data?.length ?? 1) - 1]) {
      await expect(codec.decode([tampered(encrypted, at)])).rejects.toMatchObject(damaged);
    }
    for (const length of [0, 12, 20, 28]) {
      const cut = { ...encrypted, data: encrypted.data?.subarray(0, length) ?? null };
      await expect(codec.decode([cut])).rejects.toMatchObject(damaged);
    }
    const impostor = encryptionCodec({ current: aKey('k1'), former: [] });
    await expect(impostor.decode([encrypted])).rejects.toMatchObject(damaged);
  });

  it('refuses a payload under another key id than it was written with', async () => {
    const both = encryptionCodec({ current: key, former: [{ id: 'k2', bytes: key.bytes }] });
    const encrypted = first(await codec.encode([payloadOf(1)]));
    const renamed = { ...encrypted, metadata: { ...encrypted.metadata, 'key-id': Buffer.from('k2') } };
    await expect(both.decode([renamed])).rejects.toMatchObject({ code: 'payload-damaged' });
  });

  it('passes payloads through that were never encrypted', async () => {
    expect(read(first(await codec.decode([payloadOf('search attribute')])))).toBe('search attribute');
    expect(await codec.encode([])).toEqual([]);
  });
});
