import type { AccountAccess } from '../accounts/account-access.ts';
import { type FieldName, fieldOf } from '../accounts/fields.ts';
import type { BuildState, OutsideThing } from './state.ts';

/** By what says whose account a thing stands in. */
const places: Partial<Record<OutsideThing, readonly FieldName[]>> = {
  repository: ['github_owner'],
  infrastructure: ['dbt_cloud_host', 'dbt_cloud_account_id'],
};

/**
 * Why other values would lose what was made: it stands in one account, and would be made once more in the other. `undefined`
 * where nothing stands there.
 */
export function movedAccount(
  { begun, access }: Pick<BuildState, 'begun' | 'access'>,
  entered: AccountAccess | undefined,
): string | undefined {
  for (const thing of begun) {
    const field = places[thing]?.find((name) => {
      const value = entered?.values[name];
      return value !== undefined && value !== access?.values[name];
    });
    if (field !== undefined) {
      return `${fieldOf(field).title} cannot change while something stands in that account: roll back what was made first.`;
    }
  }
  return undefined;
}
