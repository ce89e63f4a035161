import { type AccountAccess, noAccess } from './account-access.ts';

/** What a build has for its accounts after more was entered: what was left out stays as it is. */
export function mergedAccess(before: AccountAccess = noAccess, entered: AccountAccess): AccountAccess {
  return {
    values: { ...before.values, ...entered.values },
    secrets: { ...before.secrets, ...entered.secrets },
  };
}
