/** Names a secret that is kept. It is opaque, and safe to store and to log. */
export type SecretHandle = string;

/** A key that nobody has used for so long has to be entered again. */
export const keptForMs = 24 * 60 * 60 * 1000;

/**
 * Keeps secrets for builds, for a time. Whoever has a handle and the vault can read the value; neither is enough alone.
 * Another place to keep them, such as a store that several machines share, is another implementation of this.
 */
export interface Vault {
  /** Keeps a value for a build. @throws {VaultAway} */
  keep(buildId: string, value: string): Promise<SecretHandle>;
  /** The value; `undefined` when its time is over, its build has ended, or it was never there. @throws {VaultAway} */
  read(handle: SecretHandle): Promise<string | undefined>;
  /** Drops every value of a build. @throws {VaultAway} */
  forget(buildId: string): Promise<void>;
}
