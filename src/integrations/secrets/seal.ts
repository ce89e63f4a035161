import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { SecretHandle } from './vault.ts';

const algorithm = 'aes-256-gcm';
const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';
const [nonceLength, tagLength] = [12, 16];

/** 130 bits of chance. */
export function newHandle(): SecretHandle {
  return `key-${[...randomBytes(26)].map((byte) => alphabet[byte % 32]).join('')}`;
}

/**
 * Encrypts a value under a key of 32 bytes: nonce, tag, then what is hidden. It is bound to its handle, so that one value
 * cannot be put in the place of another.
 */
export function seal(key: Buffer, handle: SecretHandle, value: string): Buffer {
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv(algorithm, key, nonce);
  cipher.setAAD(Buffer.from(handle));
  const hidden = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), hidden]);
}

/** The value that was sealed. @throws when it was sealed under another key or handle, or was changed since */
export function unseal(key: Buffer, handle: SecretHandle, sealed: Buffer): string {
  const decipher = createDecipheriv(algorithm, key, sealed.subarray(0, nonceLength));
  decipher.setAAD(Buffer.from(handle));
  decipher.setAuthTag(sealed.subarray(nonceLength, nonceLength + tagLength));
  const hidden = sealed.subarray(nonceLength + tagLength);
  return Buffer.concat([decipher.update(hidden), decipher.final()]).toString('utf8');
}
