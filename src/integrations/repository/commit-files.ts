import { randomUUID } from 'node:crypto';
import { author } from './author.ts';
import { RepositoryError } from './errors.ts';
import { git } from './git.ts';
import { madeBefore, madeRef } from './made-once.ts';
import { checkBranch, checkPaths, commitSeconds } from './names.ts';
import { branchHead, resolveCommit } from './refs.ts';
import type { CommitInput } from './repositories.ts';

/**
 * Commits files as the whole content of a branch, without a work tree: one stream into `git fast-import` under a
 * temporary name, then the branch is moved if nobody else has moved it meanwhile.
 *
 * @param directory the bare repository
 */
export async function commitFiles(directory: string, input: Omit<CommitInput, 'repository'>): Promise<string> {
  checkBranch(input.branch);
  checkPaths(new Set(input.files.keys()));
  const seconds = commitSeconds(input.at);
  const head = await branchHead(directory, input.branch);
  const made = await madeBefore(directory, input);
  if (made !== undefined) {
    if (head === undefined) await moveBranch(directory, input, made, head);
    return made;
  }
  const parent = input.parent === undefined ? head : await resolveCommit(directory, input.parent);

  const temporary = `refs/foundry/${randomUUID()}`;
  await git(
    directory,
    ['fast-import', '--quiet', '--done', '--date-format=raw'],
    importStream({ ...input, parent, temporary, seconds }),
  );
  try {
    const commit = await resolveCommit(directory, temporary);
    const same = head !== undefined && (await endsInJustThis(directory, head, commit, input.parent && parent));
    const next = same ? head : commit;
    await moveBranch(directory, input, next, head);
    return next;
  } finally {
    await git(directory, ['update-ref', '-d', temporary]);
  }
}

interface Import extends Pick<CommitInput, 'files' | 'message'> {
  readonly parent: string | undefined;
  readonly temporary: string;
  readonly seconds: number;
}

function importStream({ files, message, parent, temporary, seconds }: Import): Buffer {
  const parts: Uint8Array[] = [];
  const line = (text: string) => parts.push(Buffer.from(`${text}\n`));
  const data = (bytes: Uint8Array) => {
    line(`data ${bytes.byteLength}`);
    parts.push(bytes);
    line('');
  };
  line('feature done');
  line(`commit ${temporary}`);
  line(`author ${author} ${seconds} +0000`);
  line(`committer ${author} ${seconds} +0000`);
  data(Buffer.from(message.endsWith('\n') ? message : `${message}\n`));
  if (parent !== undefined) line(`from ${parent}`);
  line('deleteall');
  for (const [path, content] of files) {
    line(`M 100644 inline ${quoted(path)}`);
    data(content);
  }
  line('done');
  return Buffer.concat(parts);
}

/** A path as fast-import reads it between quotes: only these three need escaping, the rest is taken as UTF-8. */
function quoted(path: string): string {
  return `"${path.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
}

/** Whether the branch's last commit has the same files and message, and hangs where it was asked to. */
async function endsInJustThis(directory: string, head: string, commit: string, parent: string | undefined) {
  const [is, wanted] = await Promise.all([readCommit(directory, head), readCommit(directory, commit)]);
  return is.tree === wanted.tree && is.message === wanted.message && (!parent || is.parents.join() === parent);
}

async function readCommit(directory: string, commit: string) {
  const text = (await git(directory, ['cat-file', 'commit', commit])).toString('utf8');
  const end = text.indexOf('\n\n');
  const headers = text.slice(0, end).split('\n');
  const values = (name: string) =>
    headers.filter((header) => header.startsWith(`${name} `)).map((header) => header.slice(name.length + 1));
  return { tree: values('tree')[0], parents: values('parent'), message: text.slice(end + 2) };
}

/** Moves the branch and, where the commit is made once, remembers it: both or neither. */
async function moveBranch(
  directory: string,
  { branch, once }: Pick<CommitInput, 'branch' | 'once'>,
  to: string,
  from: string | undefined,
): Promise<void> {
  const updates = [`update refs/heads/${branch} ${to} ${from ?? '0'.repeat(40)}`];
  if (once !== undefined) updates.push(`update ${madeRef(once, branch)} ${to}`);
  try {
    await git(
      directory,
      ['update-ref', '--stdin'],
      Buffer.from(['start', ...updates, 'commit'].map((line) => `${line}\n`).join('')),
    );
  } catch (error) {
    const head = await branchHead(directory, branch);
    // Another attempt at the same commit was quicker: equal input gives equal ids.
    if (head === to) return;
    if (head === from) throw error;
    throw new RepositoryError(
      'branch-moved',
      `Somebody else has changed the branch ${branch} meanwhile. Look at it and try again.`,
      { cause: error },
    );
  }
}
