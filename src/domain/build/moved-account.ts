import type { AccountAccess } from '../accounts/account-access.ts';
import { type FieldName, fieldOf } from '../accounts/fields.ts';
import type { BuildState, OutsideThing } from './state.ts';

/** By what says whose account a thing stands in. */
const places = {
  repository: ['github_owner'],
  infrastructure: ['dbt_cloud_host', 'dbt_cloud_account_id'],
} as const satisfies Partial<Record<OutsideThing, readonly FieldName[]>>;

type Moved = Pick<BuildState, 'begun' | 'access' | 'ask' | 'repository' | 'infrastructure'>;

/**
 * Why other values would lose what was made: it stands in one account, and would be made once more in the other. `undefined`
 * where nothing stands there. What was only begun may stand too, unless the step failed because the account is none.
 */
export function movedAccount(
  { begun, access, ask, repository, infrastructure }: Moved,
  entered: AccountAccess | undefined,
): string | undefined {
  const finished = { repository, infrastructure };
  for (const thing of ['repository', 'infrastructure'] as const) {
    const mayStand = finished[thing] !== undefined || (begun.includes(thing) && ask?.kind !== 'accounts');
    if (!mayStand) continue;
    const field = places[thing].find((name) => {
      const value = entered?.values[name];
      return value !== undefined && value !== access?.values[name];
    });
    if (field !== undefined) {
      return `${fieldOf(field).title} cannot change while something stands in that account: roll back what was made first.`;
    }
  }
  return undefined;
}
