import { setTimeout as sleep } from 'node:timers/promises';
import { checkHandle } from '../names.ts';
import type { RepositoryHandle } from '../repositories.ts';
import { accountKind } from './account.ts';
import type { Connection } from './connect.ts';
import { GitHubError, isGitHubError, mayHaveHappened } from './github-error.ts';
import { isOf, markedDescription, markerOf, serviceTopic } from './marker.ts';
import { findRepository, getRepository, type Repository } from './own-repository.ts';

/** What people read about the repository; the build's marker is added to both. */
export interface Presentation {
  readonly description: string;
  readonly topics: readonly string[];
}

const mostNames = 50;

/**
 * Creates a build's private repository, or finds the one it has. Its marker is in the very call that makes it, so one
 * whose answer was lost is found again by name and marker: never two.
 */
export async function createRepository(
  connection: Connection,
  wanted: RepositoryHandle,
  presentation: Presentation,
): Promise<RepositoryHandle> {
  checkHandle(wanted);
  markerOf(wanted.build);
  const existing = await findRepository(connection, wanted.build);
  const made =
    existing === undefined
      ? await makeUnderFreeName(connection, wanted, presentation)
      : await getRepository(connection, existing.name);
  if (made === undefined)
    throw new GitHubError('github-conflict', 'The repository was removed while it was looked at.');
  await addTopics(connection, made, [...presentation.topics, serviceTopic, markerOf(wanted.build)]);
  return { name: made.name, build: wanted.build };
}

async function makeUnderFreeName(connection: Connection, wanted: RepositoryHandle, { description }: Presentation) {
  const make = await maker(connection);
  for (let count = 1; count <= mostNames; count += 1) {
    const name = numbered(wanted.name, count);
    const made = await make(name, markedDescription(description, wanted.build), wanted.build);
    if (made !== undefined) return made;
  }
  throw new GitHubError('github-names-taken', `${wanted.name} and its ${mostNames - 1} next numbers are all in use.`);
}

/** The n-th name to try: `acme`, `acme-2`, `acme-3`. */
export function numbered(name: string, count: number): string {
  const suffix = count === 1 ? '' : `-${count}`;
  return `${name.slice(0, 100 - suffix.length)}${suffix}`;
}

/** Makes a repository or, where the name is in use, gives the build's own that has it; `undefined` when another has it. */
async function maker(connection: Connection) {
  const { octokit, owner } = connection;
  const kind = await accountKind(connection);
  return async (name: string, description: string, build: string): Promise<Repository | undefined> => {
    try {
      const wanted = { name, description, private: true } as const;
      const { data } =
        kind === 'organisation'
          ? await octokit.rest.repos.createInOrg({ org: owner, ...wanted })
          : await octokit.rest.repos.createForAuthenticatedUser(wanted);
      return data;
    } catch (error) {
      if (saysTaken(error)) {
        const holder = await getRepository(connection, name);
        return holder !== undefined && isOf(holder, build) && !holder.archived ? holder : undefined;
      }
      if (!mayHaveHappened(error)) throw error;
      const made = await lookForLost(connection, name, build);
      if (made === undefined) throw error;
      return made;
    }
  };
}

/** GitHub may need a moment until a repository that it was making is seen. */
async function lookForLost(connection: Connection, name: string, build: string): Promise<Repository | undefined> {
  for (const pause of [0, 500, 1500]) {
    await sleep(pause, undefined, connection.signal && { signal: connection.signal });
    const found = await getRepository(connection, name);
    if (found !== undefined && isOf(found, build)) return found;
  }
  return undefined;
}

function saysTaken(error: unknown): boolean {
  return isGitHubError(error, 'github-request-refused') && /name already exists/i.test(error.objection ?? '');
}

async function addTopics({ octokit, owner }: Connection, { name, topics = [] }: Repository, wanted: readonly string[]) {
  const names = [...new Set([...topics, ...wanted])].slice(-20);
  if (names.length === topics.length) return;
  await octokit.rest.repos.replaceAllTopics({ owner, repo: name, names });
}
