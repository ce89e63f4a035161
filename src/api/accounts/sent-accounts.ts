import { isFieldName } from '../../domain/accounts/entered-accounts.ts';
import { type FieldName, fieldOf } from '../../domain/accounts/fields.ts';
import { offeredFields } from '../../domain/accounts/needed-fields.ts';
import type { AccountValues } from '../../domain/accounts/offered-accounts.ts';
import type { Warehouse } from '../../domain/brief/brief.ts';

/** Divides what a form sends into values of accounts and all else. */
export function partAccounts(sent: Readonly<Record<string, string>>): {
  readonly accounts: AccountValues;
  readonly rest: Record<string, string>;
} {
  const entries = Object.entries(sent);
  return {
    accounts: Object.fromEntries(entries.filter(([name]) => isFieldName(name))),
    rest: Object.fromEntries(entries.filter(([name]) => !isFieldName(name))),
  };
}

/** Of what a form sends, what was on show: it has the fields of every warehouse, and hides those of the others. */
export function onShow(accounts: AccountValues, warehouse: Warehouse): Record<string, string> {
  return Object.fromEntries(offeredFields(warehouse).flatMap((name) => entryOf(accounts, name)));
}

/** What may be shown again, or kept with a draft. */
export function withoutSecrets(accounts: AccountValues): AccountValues {
  const names = Object.keys(accounts).filter(isFieldName);
  return Object.fromEntries(names.filter((name) => !fieldOf(name).secret).flatMap((name) => entryOf(accounts, name)));
}

/** The secrets that were entered and are not sent back. */
export function enteredSecrets(accounts: AccountValues): readonly FieldName[] {
  const names = Object.keys(accounts).filter(isFieldName);
  return names.filter((name) => fieldOf(name).secret && accounts[name]?.trim() !== '');
}

function entryOf(accounts: AccountValues, name: FieldName): [FieldName, string][] {
  const value = accounts[name];
  return value === undefined ? [] : [[name, value]];
}
