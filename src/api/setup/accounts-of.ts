import { type EnteredAccounts, type ReadAccounts, readAccounts } from '../../domain/accounts/entered-accounts.ts';
import type { Brief } from '../../domain/brief/brief.ts';
import { unkept } from '../accounts/keep-accounts.ts';
import type { AppDeps } from '../app-deps.ts';

const nothing: EnteredAccounts = { values: {}, secrets: {} };

/** What was entered for the accounts of a brief's demo, checked; a demo on this machine has none. */
export function accountsOf(
  { vault }: Pick<AppDeps, 'vault'>,
  { target, warehouse }: Pick<Brief, 'target' | 'warehouse'>,
  sent: Readonly<Record<string, string>>,
): ReadAccounts {
  if (target === 'local') return { ok: true, entered: nothing };
  const read = readAccounts(sent, warehouse);
  if (!read.ok) return read;
  const errors = unkept(read.entered, vault);
  return Object.keys(errors).length > 0 ? { ok: false, errors } : read;
}
