import { createHash } from 'node:crypto';
import type { RestEndpointMethodTypes } from '@octokit/rest';
import { RepositoryError } from '../errors.ts';
import type { Connection } from './connect.ts';
import { GitHubError } from './github-error.ts';
import { inBatches } from './in-batches.ts';

export type Entry = RestEndpointMethodTypes['git']['getTree']['response']['data']['tree'][number];

/** Where files are read: of the account, or of a template's. */
export interface Place {
  readonly owner: string;
  readonly repo: string;
}

/** Everything in a tree, folders left out. Throws where GitHub gives only a part of it. */
export async function listEntries({ octokit }: Connection, { owner, repo }: Place, tree: string): Promise<Entry[]> {
  const { data } = await octokit.rest.git.getTree({ owner, repo, tree_sha: tree, recursive: '1' });
  if (data.truncated) {
    throw new GitHubError('github-tree-too-large', `${owner}/${repo} has more files than GitHub lists at once.`);
  }
  return data.tree.filter(({ type }) => type !== 'tree');
}

/** Every file of a tree with its bytes as committed, sorted by path as Git sorts. */
export async function readTree(connection: Connection, place: Place, tree: string): Promise<Map<string, Uint8Array>> {
  const entries = await listEntries(connection, place, tree);
  for (const { path, mode } of entries) {
    if (mode === '100644' || mode === '100755') continue;
    throw new RepositoryError('repository-input', `"${path}" in the repository is a link or a submodule, not a file.`);
  }
  return readEntries(connection, place, entries);
}

/** The bytes of these files. */
export async function readEntries(connection: Connection, place: Place, entries: readonly Entry[]) {
  return new Map(
    await inBatches(entries, async ({ path, sha }) => [path, await readBlob(connection, place, sha)] as const),
  );
}

/** The bytes must be those that the id names: what is read is what was committed. */
async function readBlob({ octokit }: Connection, { owner, repo }: Place, sha: string): Promise<Uint8Array> {
  const { data } = await octokit.rest.git.getBlob({ owner, repo, file_sha: sha });
  const bytes = Buffer.from(data.content, data.encoding === 'base64' ? 'base64' : 'utf8');
  const id = createHash('sha1').update(`blob ${bytes.byteLength}\0`).update(bytes).digest('hex');
  if (id !== sha) throw new GitHubError('github-unreadable', `GitHub gave other bytes than those of ${sha}.`);
  return bytes;
}
