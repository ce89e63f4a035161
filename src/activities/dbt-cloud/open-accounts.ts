import type { AccountAccess } from '../../domain/accounts/account-access.ts';
import { type FieldName, fieldOf, fieldProblem } from '../../domain/accounts/fields.ts';
import { StepError } from '../step-error.ts';
import type { AccountDeps } from './services.ts';

/** The values of a build's accounts, secrets included: for the length of one step. */
export interface Accounts {
  /** The value, if there is one. */
  value(name: FieldName): string | undefined;
  /** @throws StepError `account-field-missing` */
  need(name: FieldName): string;
}

/** Of a value that was entered and is in the vault no more. */
export class AccountSecretLost extends StepError {
  readonly field: FieldName;
  constructor(field: FieldName) {
    super('account-secret-lost', `What was entered for this demo as ${fieldOf(field).title} is gone.`, {
      mend: 'Enter it again. It is kept in memory only: until the service ends, or nobody has used it for a day.',
    });
    this.field = field;
  }
}

/**
 * Reads what a build was given for its accounts, and the service's own settings for the rest.
 * @param onLost of each secret that the vault has no more; without it, the first is thrown
 * @throws {AccountSecretLost}
 * @throws StepError `account-field-unusable` for a setting that cannot be a value
 */
export async function openAccounts(
  { vault, services: { defaults } }: Pick<AccountDeps, 'vault' | 'services'>,
  { values, secrets }: AccountAccess,
  onLost: (lost: AccountSecretLost) => void = (lost) => {
    throw lost;
  },
): Promise<Accounts> {
  const read = new Map<FieldName, string>();
  // Object.entries forgets that the keys are fields.
  for (const [name, handle] of Object.entries(secrets) as [FieldName, string][]) {
    const value = await vault?.read(handle);
    if (value === undefined) onLost(new AccountSecretLost(name));
    else read.set(name, value);
  }
  const value = (name: FieldName) => {
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
