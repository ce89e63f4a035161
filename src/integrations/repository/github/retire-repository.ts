import { RepositoryError } from '../errors.ts';
import { checkHandle } from '../names.ts';
import type { RepositoryHandle } from '../repositories.ts';
import type { Connection } from './connect.ts';
import { numbered } from './create-repository.ts';
import { GitHubError, isGitHubError } from './github-error.ts';
import { isOf, markerOf } from './marker.ts';
import { getRepository, type Repository } from './own-repository.ts';

/** A build that is published again after it was archived has more than one; no build has more than a few. */
const mostArchived = 5;

/** Archived repositories carry their build in the name, so that two of one name can rest side by side. */
function archivedNames({ name, build }: RepositoryHandle): string[] {
  const suffix = `.${markerOf(build)}`;
  const archived = `${name.slice(0, 100 - suffix.length)}${suffix}`;
  return Array.from({ length: mostArchived }, (_, index) => numbered(archived, index + 1));
}

async function ownUnder(connection: Connection, name: string, build: string): Promise<Repository | undefined> {
  const found = await getRepository(connection, name);
  return found !== undefined && isOf(found, build) ? found : undefined;
}

/** Renames a repository, so that its name is free, and makes it read-only; one that is already so is fine. */
export async function archiveRepository(connection: Connection, handle: RepositoryHandle): Promise<void> {
  checkHandle(handle);
  const { octokit, owner } = connection;
  const live = await ownUnder(connection, handle.name, handle.build);
  if (live?.archived) return;
  const names = archivedNames(handle);
  // Renamed first, as an archived one takes no more changes; a fall between the two leaves it renamed only.
  const name =
    live === undefined || names.includes(live.name)
      ? await renamedOnly(connection, names, handle)
      : await freeAmong(connection, names);
  if (name === undefined) return;
  if (live !== undefined && live.name !== name) await octokit.rest.repos.update({ owner, repo: live.name, name });
  await octokit.rest.repos.update({ owner, repo: name, archived: true });
}

/** The name of the one that is not archived yet; none, where all are. */
async function renamedOnly(connection: Connection, names: readonly string[], handle: RepositoryHandle) {
  let archived = 0;
  for (const name of names) {
    const found = await ownUnder(connection, name, handle.build);
    if (found?.archived === false) return name;
    if (found !== undefined) archived += 1;
  }
  if (archived > 0) return undefined;
  throw new RepositoryError('repository-missing', `The repository ${handle.name} is gone. Publish it again.`);
}

async function freeAmong(connection: Connection, names: readonly string[]): Promise<string> {
  for (const name of names) if ((await getRepository(connection, name)) === undefined) return name;
  throw new GitHubError('github-names-taken', `${names[0]} and its next numbers are all in use.`);
}

/** Deletes a build's repository, and those archived before it; one that is gone is fine. */
export async function removeRepository(connection: Connection, handle: RepositoryHandle): Promise<void> {
  checkHandle(handle);
  for (const name of [handle.name, ...archivedNames(handle)]) {
    const found = await ownUnder(connection, name, handle.build);
    if (found !== undefined) await deleteOne(connection, found.name);
  }
}

async function deleteOne(connection: Connection, name: string): Promise<void> {
  try {
    await connection.octokit.rest.repos.delete({ owner: connection.owner, repo: name });
  } catch (error) {
    if (!isGitHubError(error, 'github-not-found')) throw error;
    if ((await getRepository(connection, name)) !== undefined) throw error;
  }
}
