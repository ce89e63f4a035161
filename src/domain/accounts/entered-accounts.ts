import type { Warehouse } from '../brief/brief.ts';
import { type FieldName, fieldNames, fieldOf, fieldProblem } from './fields.ts';
import { offeredFields } from './needed-fields.ts';
import type { AccountValues } from './offered-accounts.ts';

/** What somebody entered for a demo's accounts. The secrets are still in clear: they go into the vault, and nowhere else. */
export interface EnteredAccounts {
  readonly values: AccountValues;
  readonly secrets: AccountValues;
}

export type ReadAccounts =
  | { readonly ok: true; readonly entered: EnteredAccounts }
  /** What is wrong, by the name of its field; no sentence quotes what was entered. */
  | { readonly ok: false; readonly errors: Readonly<Record<string, readonly string[]>> };

/** Checks what was entered for a demo's accounts, field by field; what is empty was not entered. */
export function readAccounts(sent: Readonly<Record<string, string>>, warehouse: Warehouse): ReadAccounts {
  const offered: readonly string[] = offeredFields(warehouse);
  const errors: Record<string, string[]> = {};
  const values: Partial<Record<FieldName, string>> = {};
  const secrets: Partial<Record<FieldName, string>> = {};
  for (const [name, text] of Object.entries(sent)) {
    const value = text.replaceAll('\r\n', '\n').trim();
    if (value === '') continue;
    if (!isFieldName(name) || !offered.includes(name)) {
      errors[name] = [`“${name}” is no value that a demo on ${warehouse} needs.`];
      continue;
    }
    const problem = fieldProblem(name, value);
    if (problem !== undefined) errors[name] = [problem];
    else if (fieldOf(name).secret) secrets[name] = value;
    else values[name] = value;
  }
  return Object.keys(errors).length > 0 ? { ok: false, errors } : { ok: true, entered: { values, secrets } };
}

/** Whether anything was entered at all. */
export function isNothing({ values, secrets }: EnteredAccounts): boolean {
  return Object.keys(values).length + Object.keys(secrets).length === 0;
}

/** Whether a text is the name of a field. */
export function isFieldName(name: string): name is FieldName {
  const names: readonly string[] = fieldNames;
  return names.includes(name);
}
