import { PayloadError } from './codec-errors.ts';

/** One AES-256 key. */
export interface PayloadKey {
  /** Stands in clear beside everything that the key encrypts. */
  readonly id: string;
  /** 32 bytes. */
  readonly bytes: Uint8Array;
}

/** The key that encrypts, and those that it took over from, which still decrypt. */
export interface PayloadKeys {
  readonly current: PayloadKey;
  readonly former: readonly PayloadKey[];
}

/** A key as settings and the key file spell it. */
export interface WrittenKey {
  readonly id: string;
  readonly base64: string;
}

/** Reads a key from text. Throws `PayloadError` with code `payload-key-invalid`, never showing the key. */
export function payloadKey({ id, base64 }: WrittenKey): PayloadKey {
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(id)) {
    throw new PayloadError(
      'payload-key-invalid',
      'A payload key needs an id of letters, digits, dots and hyphens, 64 at most.',
    );
  }
  const isBase64 = /^[A-Za-z0-9+/]+={0,2}$/.test(base64) && base64.length % 4 === 0;
  const bytes = Buffer.from(base64, 'base64');
  if (isBase64 && bytes.length === 32) return { id, bytes };
  const has = isBase64 ? `it has ${bytes.length} bytes` : 'it is not base64';
  throw new PayloadError(
    'payload-key-invalid',
    `The payload key "${id}" must be 32 bytes in base64, but ${has}. Make one with: openssl rand -base64 32`,
  );
}

/** Reads keys written as `id:base64`, the current one first. */
export function payloadKeys(written: readonly WrittenKey[]): PayloadKeys {
  const [current, ...former] = written.map(payloadKey);
  if (current === undefined) throw new PayloadError('payload-key-invalid', 'There is no payload key.');
  const ids = new Set([current, ...former].map(({ id }) => id));
  if (ids.size <= former.length) {
    throw new PayloadError('payload-key-invalid', 'Two payload keys have the same id. Give each an id of its own.');
  }
  return { current, former };
}

/** Splits `id:base64`; a key without an id is `default`. */
export function writtenKey(text: string): WrittenKey {
  const colon = text.indexOf(':');
  return colon < 0 ? { id: 'default', base64: text } : { id: text.slice(0, colon), base64: text.slice(colon + 1) };
}
