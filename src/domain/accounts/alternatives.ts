import type { AccountAccess } from './account-access.ts';
import type { FieldName } from './fields.ts';
import { alternatives, type Need } from './needed-fields.ts';

type Given = (name: FieldName) => boolean;

/**
 * Which of several sets of fields is meant where any of them would do: one that was entered for this build before one of the
 * settings, else the recommended one. `undefined` where none is given whole.
 */
export function chosenFields(need: Need, access: AccountAccess, isGiven: Given): readonly FieldName[] | undefined {
  const given = need.filter((fields) => fields.every(isGiven));
  return given.find((fields) => fields.some((name) => isEntered(access, name))) ?? given[0];
}

/** The fields that have a value and are not used, as another one is meant. */
export function unusedFields(access: AccountAccess, isGiven: Given): ReadonlySet<FieldName> {
  return new Set(
    alternatives.flatMap((need) => {
      const chosen = chosenFields(need, access, isGiven);
      return chosen === undefined ? [] : need.flat().filter((name) => !chosen.includes(name));
    }),
  );
}

function isEntered({ values, secrets }: AccountAccess, name: FieldName): boolean {
  return (values[name] ?? secrets[name]) !== undefined;
}
