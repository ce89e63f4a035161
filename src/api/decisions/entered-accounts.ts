import { isNothing, readAccounts } from '../../domain/accounts/entered-accounts.ts';
import type { BuildState } from '../../domain/build/state.ts';
import { keepAccounts, unkept } from '../accounts/keep-accounts.ts';
import { onShow, partAccounts } from '../accounts/sent-accounts.ts';
import type { AppDeps } from '../app-deps.ts';
import type { Special } from './stored-answers.ts';

type AccountChecks = Pick<AppDeps, 'vault'>;

/** Other values for the accounts of a build that waits for them; the decision has handles of the secrets among them. */
export async function enteredAccounts(
  checks: AccountChecks,
  state: BuildState,
  fields: Readonly<Record<string, unknown>>,
): Promise<Special> {
  const access = await accessIn(checks, state, fields);
  if (!access.ok || access.fields.access !== undefined) return access;
  return refused('accounts', 'Enter at least one value, or try again with those that are there.');
}

/** The same for a decision that can do without: `access` is left out where nothing was entered. */
export async function accessIn(
  { vault }: AccountChecks,
  { id, target, warehouse }: BuildState,
  fields: Readonly<Record<string, unknown>>,
): Promise<Special> {
  const sent = sentIn(fields, warehouse);
  if (Object.keys(sent).length === 0) return { ok: true, fields: {} };
  if (target === 'local') return refused('accounts', 'This demo is made on this machine and needs no account.');
  const read = readAccounts(sent, warehouse);
  if (!read.ok) return refusedBy(read.errors);
  if (isNothing(read.entered)) return { ok: true, fields: {} };
  const errors = unkept(read.entered, vault);
  if (Object.keys(errors).length > 0) return refusedBy(errors);
  return { ok: true, fields: { access: await keepAccounts(vault, id, read.entered) } };
}

/** A form has a field for each value; a program gives them together, and is told of those that there are not. */
function sentIn(
  { accounts, ...fields }: Readonly<Record<string, unknown>>,
  warehouse: BuildState['warehouse'],
): Record<string, string> {
  const together = typeof accounts === 'object' && accounts !== null ? textsIn(accounts) : {};
  return { ...onShow(partAccounts(textsIn(fields)).accounts, warehouse), ...together };
}

function textsIn(fields: object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

function refusedBy(errors: Readonly<Record<string, readonly string[]>>): Special {
  const [field = 'accounts'] = Object.keys(errors);
  return { ok: false, field, errors: Object.values(errors).flat() };
}

function refused(field: string, sentence: string): Special {
  return { ok: false, field, errors: [sentence] };
}
