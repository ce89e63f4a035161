import { notFound, Refuse } from './answer.ts';
import type { Asked } from './route.ts';
import type { Account, StoredRepository } from './state.ts';

/** Refuses what is behind a single sign-on that the token is not authorised for. */
export function passSso({ token, origin }: Asked, account: Account): void {
  if (token.shutOutOf?.includes(account.login) !== true) return;
  const url = `${origin}/orgs/${account.login}/sso?authorization_request=A1B2`;
  const words =
    'Resource protected by organization SAML enforcement. You must grant your Personal Access token access to this organization.';
  throw new Refuse(403, words, undefined, { 'x-github-sso': `required; url=${url}` });
}

/** Whether the token may change things of an account. */
export function mayChange({ token }: Asked, account: Account): boolean {
  if (token.login === undefined) return account.type === 'Organization';
  if (account.login.toLowerCase() === token.login.toLowerCase()) return true;
  return account.members.get(token.login)?.state === 'active';
}

/** A repository that the token may see; others do not exist for it. One renamed since answers under its id. */
export function seen(asked: Asked): StoredRepository {
  const { owner = '', repo = '' } = asked.params;
  const repository = asked.state.find(owner, repo);
  if (repository === undefined) {
    const former = asked.state.formerly(owner, repo);
    if (former === undefined) throw notFound();
    throw new Moved(`${asked.origin}/repositories/${former.id}`);
  }
  return visible(asked, repository);
}

export function visible(asked: Asked, repository: StoredRepository): StoredRepository {
  passSso(asked, repository.owner);
  if (repository.isPrivate && !mayChange(asked, repository.owner)) throw notFound();
  return repository;
}

/** A repository that the token may change. */
export function changed(asked: Asked): StoredRepository {
  const repository = seen(asked);
  if (!mayChange(asked, repository.owner)) throw new Refuse(403, 'Resource not accessible by personal access token');
  return repository;
}

/** A repository that takes changes of its content. */
export function written(asked: Asked): StoredRepository {
  const repository = changed(asked);
  if (repository.archived) throw new Refuse(403, 'Repository was archived so is read-only.');
  return repository;
}

/** GitHub's answer to a name that a repository had before. */
export class Moved extends Refuse {
  constructor(location: string) {
    super(301, 'Moved Permanently', undefined, { location });
  }
}
