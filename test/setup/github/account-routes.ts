import { give, notFound, Refuse } from './answer.ts';
import { type Asked, route } from './route.ts';
import { passSso } from './seeing.ts';
import { shapeAccount } from './shapes.ts';
import type { Account } from './state.ts';

/** Users, organisations and who is in them. */
export const accountRoutes = [
  route('GET', '/user', [], (asked) => give(shapeAccount(asked.origin, self(asked)))),

  route('GET', '/users/:username', [], (asked) => {
    const account = asked.state.accounts.get((asked.params.username ?? '').toLowerCase());
    if (account === undefined) throw notFound();
    return give(shapeAccount(asked.origin, account));
  }),

  route('GET', '/user/memberships/orgs/:org', [], (asked) => {
    const scopes = asked.token.scopes;
    if (scopes !== undefined && !scopes.some((scope) => /^(read|write|admin):org$|^user$/.test(scope))) {
      throw new Refuse(403, 'You need at least read:org scope or user scope to get your membership.', undefined, {
        'x-accepted-oauth-scopes': 'admin:org, read:org, repo:invite, user, write:org',
      });
    }
    const organisation = organisationOf(asked);
    passSso(asked, organisation);
    const user = self(asked);
    const membership = organisation.members.get(user.login);
    if (membership === undefined) throw notFound();
    return give({
      ...membership,
      url: `${asked.origin}/orgs/${organisation.login}/memberships/${user.login}`,
      organization_url: `${asked.origin}/orgs/${organisation.login}`,
      organization: { login: organisation.login, id: organisation.id },
      user: shapeAccount(asked.origin, user),
    });
  }),
];

/** The account of the token's own user; an App's installation is nobody. */
export function self({ state, token }: Asked): Account {
  const account = token.login === undefined ? undefined : state.accounts.get(token.login.toLowerCase());
  if (account === undefined) throw new Refuse(403, 'Resource not accessible by integration');
  return account;
}

export function organisationOf({ state, params }: Asked): Account {
  const account = state.accounts.get((params.org ?? '').toLowerCase());
  if (account?.type !== 'Organization') throw notFound();
  return account;
}
