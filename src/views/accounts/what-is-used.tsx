import { noAccess } from '../../domain/accounts/account-access.ts';
import { unusedFields } from '../../domain/accounts/alternatives.ts';
import { type FieldName, fieldOf } from '../../domain/accounts/fields.ts';
import { missingFields, offeredFields } from '../../domain/accounts/needed-fields.ts';
import { originOf } from '../../domain/accounts/offered-accounts.ts';
import { accountGroups } from './account-groups.ts';
import type { AccountsOfBuild } from './accounts-form.tsx';

/** What a demo is made with as things stand, each value with where it comes from, and what is still missing. */
export function WhatIsUsed({ state, offered }: Omit<AccountsOfBuild, 'keeping'>) {
  const { access, warehouse } = state;
  const { theirs } = accountGroups(warehouse);
  const given = (name: FieldName) => ['entered', 'setting'].includes(originOf(name, offered, access));
  const unused = unusedFields(access ?? noAccess, given);
  const used = offeredFields(warehouse).flatMap((name) => {
    const origin = originOf(name, offered, access);
    if (unused.has(name)) return [];
    return origin === 'entered' || origin === 'setting' ? [{ name, origin }] : [];
  });
  const missing = missingFields(warehouse, new Set(used.map(({ name }) => name)));
  return (
    <>
      {missing.length > 0 ? (
        <p class="notice">Missing, and needed before it can be made: {missing.join(', ')}.</p>
      ) : null}
      {used.length > 0 ? (
        <dl>
          {used.map(({ name, origin }) => {
            const { title, setting, secret } = fieldOf(name);
            const value = access?.values[name] ?? offered.values[name];
            return (
              <>
                <dt>{theirs.names.includes(name) ? `${theirs.title}: ${title}` : title}</dt>
                <dd>
                  {secret ? 'there' : <code>{value}</code>}{' '}
                  <span class="quiet small">{origin === 'entered' ? 'entered for this demo' : `from ${setting}`}</span>
                </dd>
              </>
            );
          })}
        </dl>
      ) : null}
    </>
  );
}
