import { RepositoryError } from '../errors.ts';
import { checkHandle } from '../names.ts';
import type { RepositoryHandle } from '../repositories.ts';
import type { Connection } from './connect.ts';
import { isGitHubError } from './github-error.ts';
import { isOf, markerOf } from './marker.ts';
import { getRepository, type Repository } from './own-repository.ts';

/** Archived repositories carry their build in the name, so that two of one name can rest side by side. */
function archivedName({ name, build }: RepositoryHandle): string {
  const suffix = `.${markerOf(build)}`;
  return `${name.slice(0, 100 - suffix.length)}${suffix}`;
}

/** The build's repository under its name or its archived name. */
async function findOwn(connection: Connection, handle: RepositoryHandle): Promise<Repository | undefined> {
  for (const name of [handle.name, archivedName(handle)]) {
    const found = await getRepository(connection, name);
    if (found !== undefined && isOf(found, handle.build)) return found;
  }
  return undefined;
}

/** Renames a repository, so that its name is free, and makes it read-only; one that is already so is fine. */
export async function archiveRepository(connection: Connection, handle: RepositoryHandle): Promise<void> {
  checkHandle(handle);
  const { octokit, owner } = connection;
  const found = await findOwn(connection, handle);
  if (found === undefined) {
    throw new RepositoryError('repository-missing', `The repository ${handle.name} is gone. Publish it again.`);
  }
  if (found.archived) return;
  const name = archivedName(handle);
  // Renamed first: an archived one takes no more changes.
  if (found.name !== name) await octokit.rest.repos.update({ owner, repo: found.name, name });
  await octokit.rest.repos.update({ owner, repo: name, archived: true });
}

/** Deletes a repository, archived or not; one that is gone is fine. */
export async function removeRepository(connection: Connection, handle: RepositoryHandle): Promise<void> {
  checkHandle(handle);
  const found = await findOwn(connection, handle);
  if (found === undefined) return;
  try {
    await connection.octokit.rest.repos.delete({ owner: connection.owner, repo: found.name });
  } catch (error) {
    if (!isGitHubError(error, 'github-not-found')) throw error;
    if ((await getRepository(connection, found.name)) !== undefined) throw error;
  }
}
