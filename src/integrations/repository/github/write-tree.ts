import { setTimeout as sleep } from 'node:timers/promises';
import { RepositoryError } from '../errors.ts';
import type { Connection } from './connect.ts';
import { isGitHubError } from './github-error.ts';
import { inBatches } from './in-batches.ts';

/** How much text one call carries, in bytes, and of one file; what is beyond goes as objects of its own. */
const most = { inline: 4_000_000, file: 1_000_000 };

/** Writes all files as one tree: text within the call, other bytes as objects before it. Gives the tree's id. */
export async function writeTree(
  connection: Connection,
  repo: string,
  files: ReadonlyMap<string, Uint8Array>,
): Promise<string> {
  if (files.size === 0) throw new RepositoryError('repository-input', 'A commit at GitHub needs a file at least.');
  let left = most.inline;
  const planned = [...files].map(([path, bytes]) => {
    const text = bytes.byteLength <= Math.min(most.file, left) ? textOf(bytes) : undefined;
    if (text !== undefined) left -= bytes.byteLength;
    return { path, bytes, text };
  });
  const tree = await inBatches(planned, async ({ path, bytes, text }) => {
    const file = { path, mode: '100644', type: 'blob' } as const;
    return text === undefined ? { ...file, sha: await writeBlob(connection, repo, bytes) } : { ...file, content: text };
  });
  return unlessNotReady(connection, async () => {
    const { octokit, owner } = connection;
    return (await octokit.rest.git.createTree({ owner, repo, tree })).data.sha;
  });
}

async function writeBlob(connection: Connection, repo: string, bytes: Uint8Array): Promise<string> {
  const { octokit, owner } = connection;
  const content = Buffer.from(bytes).toString('base64');
  return unlessNotReady(
    connection,
    async () => (await octokit.rest.git.createBlob({ owner, repo, content, encoding: 'base64' })).data.sha,
  );
}

/** The text of a file, if it is one that JSON carries without loss. */
export function textOf(bytes: Uint8Array): string | undefined {
  if (bytes.includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** A repository that has just begun may still count as empty for a moment. */
async function unlessNotReady<T>({ signal }: Connection, write: () => Promise<T>): Promise<T> {
  for (const pause of [500, 1500, 3000]) {
    try {
      return await write();
    } catch (error) {
      if (!isGitHubError(error, 'github-conflict')) throw error;
      await sleep(pause, undefined, signal && { signal });
    }
  }
  return write();
}
