import type { RestEndpointMethodTypes } from '@octokit/rest';
import { RepositoryError } from '../errors.ts';
import { checkHandle } from '../names.ts';
import type { RepositoryHandle } from '../repositories.ts';
import { type AccountKind, accountKind } from './account.ts';
import type { Connection } from './connect.ts';
import { isGitHubError } from './github-error.ts';
import { isOf, type Marked } from './marker.ts';

/** A repository as GitHub describes it. */
export type Repository = RestEndpointMethodTypes['repos']['get']['response']['data'];

/** A repository in GitHub's lists, which leave much out. */
export interface Listed extends Marked {
  readonly name: string;
  readonly archived: boolean;
}

/** Builds' repositories are young: no more than this many of the account's newest pages of a hundred are looked at. */
const mostPages = 30;

/** A repository of the account by its name; one that was renamed since is found too, under its new name. */
export async function getRepository({ octokit, owner }: Connection, name: string): Promise<Repository | undefined> {
  try {
    return (await octokit.rest.repos.get({ owner, repo: name })).data;
  } catch (error) {
    if (isGitHubError(error, 'github-not-found')) return undefined;
    throw error;
  }
}

/** A build's repository. Throws when it is gone, put away or another build's. */
export async function openRepository(connection: Connection, handle: RepositoryHandle): Promise<Repository> {
  checkHandle(handle);
  const found = await getRepository(connection, handle.name);
  if (found !== undefined && !isOf(found, handle.build)) {
    // Renamed away by archiving and by nobody else taken, the old name leads to the archived one.
    throw new RepositoryError('repository-of-another-build', `The repository ${handle.name} belongs to another build.`);
  }
  if (found === undefined || found.archived) {
    throw new RepositoryError('repository-missing', `The repository ${handle.name} is gone. Publish it again.`);
  }
  return found;
}

/** The account's repositories, newest first. */
export async function* listRepositories(connection: Connection, kind?: AccountKind): AsyncGenerator<Listed> {
  const { octokit, owner } = connection;
  const known = kind ?? (await accountKind(connection));
  const newest = { sort: 'created', direction: 'desc', per_page: 100 } as const;
  for (let page = 1; page <= mostPages; page += 1) {
    const { data } =
      known === 'organisation'
        ? await octokit.rest.repos.listForOrg({ org: owner, type: 'all', ...newest, page })
        : await octokit.rest.repos.listForAuthenticatedUser({ affiliation: 'owner', ...newest, page });
    for (const { name, description, topics, archived, fork } of data) {
      yield { name, description, fork, archived: archived === true, ...(topics === undefined ? {} : { topics }) };
    }
    if (data.length < newest.per_page) return;
  }
}

/** The repository that a build has and that is not put away. */
export async function findRepository(connection: Connection, build: string): Promise<RepositoryHandle | undefined> {
  for await (const listed of listRepositories(connection)) {
    if (!listed.archived && isOf(listed, build)) return { name: listed.name, build };
  }
  return undefined;
}
