import { type AccountAccess, noAccess } from '../../domain/accounts/account-access.ts';
import type { EnteredAccounts } from '../../domain/accounts/entered-accounts.ts';
import { type FieldName, fieldOf } from '../../domain/accounts/fields.ts';
import type { Vault } from '../../integrations/secrets/vault.ts';

/** What is said where secrets are entered and nobody keeps them, by field; nothing where all is well. */
export function unkept({ secrets }: EnteredAccounts, vault: Vault | undefined): Record<string, string[]> {
  if (vault) return {};
  return Object.fromEntries(
    secretNames(secrets).map((name) => [
      name,
      [`Nothing here keeps a secret that is entered. Set ${fieldOf(name).setting} instead.`],
    ]),
  );
}

/** Puts what was entered where it belongs: plain values as they are, secrets into the vault and their handles beside them. */
export async function keepAccounts(
  vault: Vault | undefined,
  buildId: string,
  { values, secrets }: EnteredAccounts,
): Promise<AccountAccess> {
  if (!vault) return { ...noAccess, values };
  const handles = secretNames(secrets).map(async (name) => [name, await vault.keep(buildId, secrets[name] ?? '')]);
  return { values, secrets: Object.fromEntries(await Promise.all(handles)) };
}

function secretNames(secrets: EnteredAccounts['secrets']): FieldName[] {
  // They were read by the names of fields, and hold no others.
  return Object.keys(secrets) as FieldName[];
}
