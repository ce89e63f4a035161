import { checkPaths } from '../names.ts';
import type { Connection } from './connect.ts';
import { GitHubError, isGitHubError } from './github-error.ts';
import { type Entry, listEntries, type Place, readEntries } from './read-tree.ts';
import { templateAddress } from './template-address.ts';
import { textOf } from './write-tree.ts';

/** A template's files as they were at one commit. */
export interface Template {
  /** The commit (40 hexadecimal digits), so that the same can be read again. */
  readonly commit: string;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** Enough for any dbt project; more is not one. */
const most = { files: 500, bytes: 5_000_000 };

/** The commit that a branch, tag or commit of a template means; without one, its default branch. */
export async function templateCommit({ octokit }: Connection, { owner, repo }: Place, ref = 'HEAD') {
  try {
    const { data } = await octokit.rest.repos.getCommit({ owner, repo, ref, per_page: 1 });
    return { commit: data.sha, tree: data.commit.tree.sha };
  } catch (error) {
    if (!isGitHubError(error, 'github-not-found', 'github-request-refused', 'github-conflict')) throw error;
    const sentence = `There is no ${ref === 'HEAD' ? 'commit' : ref} in ${owner}/${repo}, or the token may not see it.`;
    throw new GitHubError('template-missing', sentence, { cause: error });
  }
}

/**
 * Reads a template repository at a fixed commit. Only plain text files are taken, so that all of it can be reviewed.
 *
 * @throws GitHubError `template-not-allowed`, `template-missing`, `template-unfit`; RepositoryError on a bad path
 */
export async function readTemplate(
  connection: Connection,
  allowed: readonly string[],
  url: string,
  ref?: string,
): Promise<Template> {
  const place = templateAddress(url, connection.webUrl, allowed);
  const { commit, tree } = await templateCommit(connection, place, ref);
  const entries = await listTemplate(connection, place, tree);
  for (const entry of entries) checkKind(entry);
  checkPaths(new Set(entries.map(({ path }) => path)));
  const bytes = entries.reduce((sum, { size = 0 }) => sum + size, 0);
  if (entries.length > most.files) throw unfit(`has ${entries.length} files; ${most.files} are the most`);
  if (bytes > most.bytes) throw unfit(`has ${Math.ceil(bytes / 1e6)} MB; ${most.bytes / 1e6} MB are the most`);
  const files = await readEntries(connection, place, entries);
  for (const [path, content] of files)
    if (textOf(content) === undefined) throw unfit(`has "${path}", which is no text`);
  return { commit, files };
}

async function listTemplate(connection: Connection, place: Place, tree: string): Promise<Entry[]> {
  try {
    return await listEntries(connection, place, tree);
  } catch (error) {
    if (isGitHubError(error, 'github-tree-too-large')) throw unfit('has more files than GitHub lists at once');
    throw error;
  }
}

function checkKind({ path, mode }: Entry): void {
  if (mode === '160000') throw unfit(`has a submodule at "${path}"`);
  if (mode === '120000') throw unfit(`has a link at "${path}"`);
}

function unfit(what: string): GitHubError {
  return new GitHubError('template-unfit', `The template repository ${what}.`);
}
