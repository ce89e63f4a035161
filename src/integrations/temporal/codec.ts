import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Payload, PayloadCodec } from '@temporalio/common';
import proto from '@temporalio/proto';
import { PayloadError } from './codec-errors.ts';
import type { PayloadKeys } from './payload-key.ts';

const { Payload: PayloadMessage } = proto.temporal.api.common.v1;

const encoding = 'binary/encrypted';
const cipher = 'aes-256-gcm';
const ivLength = 12;
const tagLength = 16;

/**
 * Encrypts every payload with AES-256-GCM before it leaves this process: data are a fresh 12-byte iv, the 16-byte tag
 * and the encrypted payload message; the key's id stands in the metadata and is authenticated with them.
 * Writes with the current key, reads with any; payloads that are not encrypted are passed through.
 *
 * Decoding throws `PayloadError` with code `payload-key-unknown` or `payload-damaged`.
 */
export function encryptionCodec(keys: PayloadKeys): PayloadCodec {
  const readable = new Map([...keys.former, keys.current].map(({ id, bytes }) => [id, bytes]));
  return {
    encode: async (payloads) => payloads.map((payload) => encrypt(keys, payload)),
    decode: async (payloads) => payloads.map((payload) => decrypt(readable, payload)),
  };
}

function encrypt({ current }: PayloadKeys, payload: Payload): Payload {
  const iv = randomBytes(ivLength);
  const sealing = createCipheriv(cipher, current.bytes, iv).setAAD(Buffer.from(current.id));
  const sealed = Buffer.concat([sealing.update(PayloadMessage.encode(payload).finish()), sealing.final()]);
  return {
    metadata: { encoding: Buffer.from(encoding), 'key-id': Buffer.from(current.id) },
    data: Buffer.concat([iv, sealing.getAuthTag(), sealed]),
  };
}

function decrypt(keys: ReadonlyMap<string, Uint8Array>, payload: Payload): Payload {
  if (textOf(payload.metadata?.encoding) !== encoding) return payload;
  const id = textOf(payload.metadata?.['key-id']);
  const key = keys.get(id);
  if (key === undefined) {
    throw new PayloadError(
      'payload-key-unknown',
      `This was encrypted with the key "${id}", which is not configured. Add it as a former payload key.`,
    );
  }
  const data = payload.data ?? new Uint8Array();
  try {
    const opening = createDecipheriv(cipher, key, data.subarray(0, ivLength), { authTagLength: tagLength })
      .setAAD(Buffer.from(id))
      .setAuthTag(data.subarray(ivLength, ivLength + tagLength));
    const opened = Buffer.concat([opening.update(data.subarray(ivLength + tagLength)), opening.final()]);
    return PayloadMessage.decode(opened);
  } catch (error) {
    throw new PayloadError(
      'payload-damaged',
      `This was altered after it was encrypted, or the key "${id}" is not the one that encrypted it.`,
      { cause: error },
    );
  }
}

function textOf(bytes: Uint8Array | null | undefined): string {
  return Buffer.from(bytes ?? []).toString('utf8');
}
