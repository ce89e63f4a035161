import { randomBytes } from 'node:crypto';
import { newHandle, seal, unseal } from './seal.ts';
import { keptForMs, type SecretHandle, type Vault } from './vault.ts';

interface Sealed {
  readonly buildId: string;
  readonly sealed: Buffer;
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
      kept.set(handle, { buildId, sealed: seal(master, handle, value), until: clock() + forMs });
      return handle;
    },
    async read(handle) {
      dropOld();
      const one = kept.get(handle);
      if (!one) return undefined;
      one.until = clock() + forMs;
      return unseal(master, handle, one.sealed);
    },
    async forget(buildId) {
      for (const [handle, one] of kept) if (one.buildId === buildId) drop(handle, one);
    },
  };
}
