import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { SecretHandle, Vault } from './vault.ts';

const algorithm = 'aes-256-gcm';
const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

/** A key that nobody has used for so long has to be entered again. */
export const keptForMs = 24 * 60 * 60 * 1000;

interface Sealed {
  readonly buildId: string;
  readonly nonce: Buffer;
  readonly sealed: Buffer;
  readonly tag: Buffer;
  /** When it is dropped, by the given clock; every reading puts it off. */
  until: number;
}

/**
 * A vault in the memory of this process. Values lie there encrypted under a key of the process, so that a dump of the
 * heap, a log of an object or a page of swap shows none by accident; they are gone with the process.
 *
 * @param options.clock milliseconds
 */
export function memoryVault({ forMs = keptForMs, clock = Date.now } = {}): Vault {
  const master = randomBytes(32);
  const kept = new Map<SecretHandle, Sealed>();

  const drop = (handle: SecretHandle, { sealed }: Sealed) => {
    sealed.fill(0);
    kept.delete(handle);
  };
  const dropOld = () => {
    for (const [handle, one] of kept) if (one.until <= clock()) drop(handle, one);
  };

  return {
    async keep(buildId, value) {
      dropOld();
      const handle = newHandle();
      const nonce = randomBytes(12);
      const cipher = createCipheriv(algorithm, master, nonce);
      // Bound to its name: one value cannot be put in the place of another.
      cipher.setAAD(Buffer.from(handle));
      const sealed = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()]);
      kept.set(handle, { buildId, nonce, sealed, tag: cipher.getAuthTag(), until: clock() + forMs });
      return handle;
    },
    async read(handle) {
      dropOld();
      const one = kept.get(handle);
      if (!one) return undefined;
      one.until = clock() + forMs;
      const decipher = createDecipheriv(algorithm, master, one.nonce);
      decipher.setAAD(Buffer.from(handle));
      decipher.setAuthTag(one.tag);
      return Buffer.concat([decipher.update(one.sealed), decipher.final()]).toString('utf8');
    },
    async forget(buildId) {
      for (const [handle, one] of kept) if (one.buildId === buildId) drop(handle, one);
    },
  };
}

/** 130 bits of chance. */
function newHandle(): SecretHandle {
  return `key-${[...randomBytes(26)].map((byte) => alphabet[byte % 32]).join('')}`;
}
