import {
  type AccountAccess,
  type AccountDefaults,
  type FieldOrigin,
  fieldOrigins,
  noAccess,
} from './account-access.ts';
import { type FieldName, fieldNames, fieldOf } from './fields.ts';

/** Values by field as somebody typed them. */
export type AccountValues = Readonly<Partial<Record<FieldName, string>>>;

/** What forms may know of the service's own values: where each comes from, and the plain ones. Never a secret. */
export interface OfferedAccounts {
  readonly origins: Readonly<Record<FieldName, FieldOrigin>>;
  /** Plain values that can be used. */
  readonly values: AccountValues;
}

/** What of the service's settings is offered to who fills in a form. */
export function offeredAccounts(defaults: AccountDefaults): OfferedAccounts {
  const origins = fieldOrigins(noAccess, defaults);
  const shown = fieldNames.filter((name) => origins.get(name) === 'setting' && !fieldOf(name).secret);
  return {
    // Every field has an origin.
    origins: Object.fromEntries(origins) as Record<FieldName, FieldOrigin>,
    values: Object.fromEntries(shown.map((name) => [name, defaults[name]])),
  };
}

/** Where a build's value of a field comes from: what was entered for it goes before the settings. */
export function originOf(name: FieldName, { origins }: OfferedAccounts, given: AccountAccess = noAccess): FieldOrigin {
  return (given.values[name] ?? given.secrets[name]) === undefined ? origins[name] : 'entered';
}
