import { type AccountAccess, givenFields } from '../../domain/accounts/account-access.ts';
import { unusedFields } from '../../domain/accounts/alternatives.ts';
import { type FieldName, fieldOf, fieldProblem } from '../../domain/accounts/fields.ts';
import { StepError } from '../step-error.ts';
import type { AccountDeps } from './services.ts';

/** The values of a build's accounts, secrets included: for the length of one step. */
export interface Accounts {
  /** Whether there is a value, or was one until it was lost. */
  has(name: FieldName): boolean;
  /** The value, if there is one. @throws {AccountSecretLost} */
  value(name: FieldName): string | undefined;
  /** @throws StepError `account-field-missing` */
  need(name: FieldName): string;
}

/** Of values that were entered and are in the vault no more. */
export class AccountSecretLost extends StepError {
  readonly fields: readonly FieldName[];
  constructor(fields: readonly FieldName[]) {
    const titles = fields.map((name) => fieldOf(name).title).join(', ');
    super('account-secret-lost', `What was entered for this demo as ${titles} is gone.`, {
      mend: 'Enter it again. It is kept in memory only: until the service ends, or nobody has used it for a day.',
    });
    this.fields = fields;
  }
}

/**
 * Reads what a build was given for its accounts, and the service's own settings for the rest. What is lost and not asked
 * for keeps nobody from going on.
 * @param onLost of each secret in use that the vault has no more, which then counts as none; without it, asking for one
 *   throws {@link AccountSecretLost} with all of them
 * @throws StepError `account-field-unusable` for a setting that cannot be a value
 */
export async function openAccounts(
  { vault, services: { defaults } }: Pick<AccountDeps, 'vault' | 'services'>,
  access: AccountAccess,
  onLost?: (lost: AccountSecretLost) => void,
): Promise<Accounts> {
  const { values, secrets } = access;
  const given = givenFields(access, defaults);
  const unused = unusedFields(access, (name) => given.has(name));
  const read = new Map<FieldName, string>();
  const lost: FieldName[] = [];
  // Object.entries forgets that the keys are fields.
  for (const [name, handle] of Object.entries(secrets) as [FieldName, string][]) {
    const value = await vault?.read(handle);
    if (value !== undefined) read.set(name, value);
    else if (!unused.has(name)) lost.push(name);
  }
  for (const name of lost) onLost?.(new AccountSecretLost([name]));
  const value = (name: FieldName) => {
    if (lost.includes(name) && !onLost) throw new AccountSecretLost(lost);
    const entered = read.get(name) ?? values[name];
    if (entered !== undefined || secrets[name] !== undefined) return entered;
    const preset = defaults[name];
    const problem = preset === undefined ? undefined : fieldProblem(name, preset);
    if (problem === undefined) return preset;
    throw new StepError('account-field-unusable', `The setting ${fieldOf(name).setting} cannot be used: ${problem}`, {
      mend: 'Enter another value, or mend the setting and start the service again.',
    });
  };
  return {
    has: (name) => given.has(name),
    value,
    need(name) {
      const given = value(name);
      if (given !== undefined) return given;
      const { title, setting } = fieldOf(name);
      throw new StepError(
        'account-field-missing',
        `${title} is missing: none was entered, and ${setting} is not set.`,
        {
          mend: `Enter it, or set ${setting} and start the service again.`,
        },
      );
    },
  };
}
