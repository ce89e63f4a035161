import { type AccountAccess, noAccess } from './account-access.ts';
import type { FieldName } from './fields.ts';
import { alternatives } from './needed-fields.ts';

/**
 * What a build has for its accounts after more was entered: what was left out stays as it is, but for what the new values
 * take the place of, such as a token that of an App.
 */
export function mergedAccess(before: AccountAccess = noAccess, entered: AccountAccess): AccountAccess {
  const isNew = (name: FieldName) => (entered.values[name] ?? entered.secrets[name]) !== undefined;
  const replaced = new Set(
    alternatives
      .filter((need) => need.some((fields) => fields.some(isNew)))
      .flatMap((need) => need.filter((fields) => !fields.some(isNew)).flat()),
  );
  return {
    values: { ...without(before.values, replaced), ...entered.values },
    secrets: { ...without(before.secrets, replaced), ...entered.secrets },
  };
}

function without(
  values: Readonly<Partial<Record<FieldName, string>>>,
  left: ReadonlySet<string>,
): Partial<Record<FieldName, string>> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !left.has(name)));
}
