import { createClient } from '@redis/client';
import { FoundryError } from '../../domain/foundry-error.ts';
import { newHandle, seal, unseal } from './seal.ts';
import { keptForMs, type SecretHandle, type Vault } from './vault.ts';
import { VaultAway } from './vault-away.ts';

const connectMs = 5_000;

/** A store that writes what it holds to disk is no place for keys. */
export class VaultPersists extends FoundryError {
  constructor(setting: string) {
    super('vault-persists', `The store of entered keys would write them to disk: its setting ${setting} is on.`, {
      mend: 'Start Redis or Valkey with --save "" --appendonly no, and use it for nothing else.',
      retryable: false,
    });
  }
}

export interface RedisVaultSettings {
  /** Such as `redis://127.0.0.1:6379`, or `rediss://` for TLS. */
  readonly url: string;
  /** 32 bytes that the store never sees; every machine of a service has the same. */
  readonly key: Buffer;
  readonly forMs?: number;
}

/**
 * A vault that several machines share, on Redis or Valkey. The store sees encrypted values only, and drops each when
 * nobody has used it for its time.
 *
 * @throws {VaultAway} when it does not answer, {@link VaultPersists} when it would write to disk
 */
export async function openRedisVault({ url, key, forMs = keptForMs }: RedisVaultSettings): Promise<{
  readonly vault: Vault;
  readonly close: () => Promise<void>;
}> {
  const client = createClient({
    url,
    // A call that cannot be made now fails now: the step that made it comes again.
    disableOfflineQueue: true,
    socket: { connectTimeout: connectMs, reconnectStrategy: (tries) => Math.min(100 * 2 ** tries, 5_000) },
  });
  // Without a listener a lost connection would end the process; every call says by itself that the vault is away.
  client.on('error', () => {});
  const here = async <T>(call: () => Promise<T>): Promise<T> => {
    try {
      return await call();
    } catch {
      throw new VaultAway();
    }
  };
  try {
    const late = new Promise<never>((_, reject) => setTimeout(() => reject(new VaultAway()), connectMs).unref());
    await here(() => Promise.race([client.connect(), late]));
    await refusePersistence(await here(() => Promise.all([setting('save'), setting('appendonly')])));
  } catch (error) {
    client.destroy();
    throw error;
  }

  /** `undefined` where the store lets nobody read its settings, as services in a cloud do. */
  async function setting(name: string): Promise<string | undefined> {
    try {
      return (await client.configGet(name))[name];
    } catch (error) {
      if (error instanceof Error && /unknown command|no permissions|NOPERM/i.test(error.message)) return undefined;
      throw error;
    }
  }

  return {
    vault: {
      keep: (buildId, value) =>
        here(async () => {
          const handle = newHandle();
          await client
            .multi()
            .set(nameOf(handle), seal(key, handle, value).toString('base64'), {
              expiration: { type: 'PX', value: forMs },
            })
            .sAdd(listOf(buildId), handle)
            // Longer than any of its values lives without being read; readings put it off as well.
            .pExpire(listOf(buildId), 30 * forMs)
            .exec();
          return handle;
        }),
      read: (handle) =>
        here(async () => {
          const sealed = await client.getEx(nameOf(handle), { type: 'PX', value: forMs });
          if (sealed === null) return undefined;
          return openOrNothing(key, handle, Buffer.from(sealed, 'base64'));
        }),
      forget: (buildId) =>
        here(async () => {
          const handles = await client.sMembers(listOf(buildId));
          await client.del([listOf(buildId), ...handles.map(nameOf)]);
        }),
    },
    close: async () => {
      client.destroy();
    },
  };
}

/** A value that was sealed under a key of another day is as good as gone: a person is asked for it again. */
function openOrNothing(key: Buffer, handle: SecretHandle, sealed: Buffer): string | undefined {
  try {
    return unseal(key, handle, sealed);
  } catch {
    return undefined;
  }
}

async function refusePersistence([save, appendOnly]: readonly (string | undefined)[]): Promise<void> {
  if (save !== undefined && save !== '') throw new VaultPersists('save');
  if (appendOnly === 'yes') throw new VaultPersists('appendonly');
}

function nameOf(handle: SecretHandle): string {
  return `demo-foundry:key:${handle}`;
}

function listOf(buildId: string): string {
  return `demo-foundry:keys-of:${buildId}`;
}
