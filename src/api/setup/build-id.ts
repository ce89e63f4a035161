import { createHash, randomBytes } from 'node:crypto';

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

/** A random token that a form carries, so that sending it twice starts one build. */
export function newToken(): string {
  return base32(randomBytes(20));
}

/** The build's id that a token stands for: a letter and eleven more characters that say nothing of the company. */
export function buildIdOf(token: string): string {
  return `b${base32(createHash('sha256').update(token).digest()).slice(0, 11)}`;
}

export const tokenPattern = /^[a-z2-7]{20,64}$/;
export const buildIdPattern = /^[a-z][a-z2-7]{9,31}$/;

function base32(bytes: Uint8Array): string {
  return [...bytes].map((byte) => alphabet[byte % 32]).join('');
}
