import type { Vault } from './vault.ts';
import { vaultOfParent } from './vault-channel.ts';

/** Where entered keys are kept when it is not with the supervisor. */
export interface SharedVault {
  readonly url: string;
  /** 32 bytes in base64. */
  readonly key: string;
}

/**
 * The vault of this process: a shared one where one is set, else that of the supervisor; none where nobody keeps keys.
 *
 * @throws {VaultAway} and {@link VaultPersists} for a shared one
 */
export async function openVault(
  shared: SharedVault | undefined,
): Promise<{ readonly vault: Vault | undefined; readonly close: () => Promise<void> }> {
  if (!shared) return { vault: vaultOfParent(), close: async () => {} };
  // Its client is loaded where it is wanted only.
  const { openRedisVault } = await import('./redis-vault.ts');
  return openRedisVault({ url: shared.url, key: Buffer.from(shared.key, 'base64') });
}
