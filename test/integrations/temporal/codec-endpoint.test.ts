import { defaultPayloadConverter } from '@temporalio/common';
import { describe, expect, it } from 'vitest';
import { encryptionCodec } from '../../../src/integrations/temporal/codec.ts';
import { decodeBody, encodeBody } from '../../../src/integrations/temporal/codec-endpoint.ts';
import { aKey } from './keys.ts';

const codec = encryptionCodec({ current: aKey('k1'), former: [] });
const base64 = (text: string) => Buffer.from(text).toString('base64');
const plain = { metadata: { encoding: base64('json/plain') }, data: base64('{"company":"Müller"}') };

describe('the codec endpoint', () => {
  it('encrypts what Temporal Web sends and decrypts it again', async () => {
    const encoded = await encodeBody(codec, { payloads: [plain, plain] });
    expect(encoded.payloads[0]?.metadata.encoding).toBe(base64('binary/encrypted'));
    expect(encoded.payloads[0]?.data).not.toContain(plain.data);

    const decoded = await decodeBody(codec, JSON.parse(JSON.stringify(encoded)));
    expect(decoded).toEqual({ payloads: [plain, plain] });
  });

  it('decodes what a client has written', async () => {
    const payload = defaultPayloadConverter.toPayload({ company: 'Müller' });
    const encrypted = await codec.encode(payload ? [payload] : []);
    const wire = encrypted.map(({ metadata, data }) => ({
      metadata: Object.fromEntries(
        Object.entries(metadata ?? {}).map(([name, value]) => [name, Buffer.from(value).toString('base64')]),
      ),
      data: Buffer.from(data ?? []).toString('base64'),
    }));
    expect(await decodeBody(codec, { payloads: wire })).toEqual({ payloads: [plain] });
  });

  it('leaves alone what was never encrypted, down to an empty payload', async () => {
    expect(await decodeBody(codec, { payloads: [plain, {}] })).toEqual({
      payloads: [plain, { metadata: {}, data: '' }],
    });
    expect(await decodeBody(codec, {})).toEqual({ payloads: [] });
  });

  it.each([
    [null],
    ['text'],
    [{ payloads: {} }],
    [{ payloads: [{ data: 'not base64!' }] }],
    [{ payloads: [{ metadata: { a: 1 } }] }],
  ])('refuses %j with a sentence', async (body) => {
    await expect(decodeBody(codec, body)).rejects.toMatchObject({ code: 'codec-request' });
  });

  it('says which key is missing', async () => {
    const encoded = await encodeBody(encryptionCodec({ current: aKey('lost'), former: [] }), { payloads: [plain] });
    await expect(decodeBody(codec, encoded)).rejects.toMatchObject({ code: 'payload-key-unknown' });
  });
});
