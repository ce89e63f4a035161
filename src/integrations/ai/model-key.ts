import type { ModelVendor, VendorAccess } from './model.ts';
import { ModelError } from './model-error.ts';

/** Anything else cannot go into a header, and the client would quote the whole key while saying so. */
const printable = /^[\x21-\x7e]{8,512}$/;

/** No vendor's own key is shorter. */
const leastLength = 20;

/**
 * A key as it is sent: without the white space around it. A gateway's keys are its own; only a vendor's begin as known.
 * @throws {ModelError} `ai-key-refused` for what cannot be a key; nothing of it is quoted
 */
export function checkedKey({ title, keyStart }: Pick<ModelVendor, 'title' | 'keyStart'>, access: VendorAccess): string {
  const key = access.key.trim();
  const whole = 'Copy the whole key from the vendor’s console and enter it again.';
  if (key === '') throw new ModelError('ai-key-refused', `There is no key for ${title}.`, { mend: 'Enter a key.' });
  const direct = access.baseUrl === undefined;
  if (direct && !key.startsWith(keyStart)) {
    throw new ModelError('ai-key-refused', `That is no ${title} key: theirs begin with “${keyStart}”.`, {
      mend: whole,
    });
  }
  if (!printable.test(key) || (direct && key.length < leastLength)) {
    const sentence = `That is no whole ${title} key: it is too short, or has a space, a line break or an accent in it.`;
    throw new ModelError('ai-key-refused', sentence, { mend: whole });
  }
  return key;
}

/** A text without the key, whole or as vendors repeat it with stars. */
export function withoutKey(text: string, key: string): string {
  return text.replaceAll(key, '[key]').replace(/\bsk-[\w*.-]{4,}/g, '[key]');
}
