import { RepositoryError } from './errors.ts';
import { git } from './git.ts';
import { resolveCommit } from './refs.ts';

/** Every file of a branch or commit with its bytes as committed, sorted by path as Git sorts. */
export async function readFiles(directory: string, at: string): Promise<Map<string, Uint8Array>> {
  const commit = await resolveCommit(directory, at);
  const listed = (await git(directory, ['ls-tree', '-r', '-z', '--full-tree', commit])).toString('utf8');
  const entries = listed
    .split('\0')
    .filter((entry) => entry !== '')
    .map(parseEntry);
  if (entries.length === 0) return new Map();
  const wanted = entries.map(({ id }) => id).join('\n');
  const contents = splitBatch(await git(directory, ['cat-file', '--batch'], Buffer.from(`${wanted}\n`)));
  return new Map(entries.map(({ path }, index) => [path, contents[index] ?? new Uint8Array()]));
}

function parseEntry(entry: string): { id: string; path: string } {
  const tab = entry.indexOf('\t');
  const [mode, , id = ''] = entry.slice(0, tab).split(' ');
  const path = entry.slice(tab + 1);
  if (mode === '100644' || mode === '100755') return { id, path };
  throw new RepositoryError('repository-input', `"${path}" in the repository is a link or a submodule, not a file.`);
}

/** `cat-file --batch` answers `<id> blob <size>`, the bytes and a line end, one after another. */
function splitBatch(answer: Buffer): Uint8Array[] {
  const contents: Uint8Array[] = [];
  for (let at = 0; at < answer.length; ) {
    const lineEnd = answer.indexOf('\n', at);
    const size = Number(answer.toString('utf8', at, lineEnd).split(' ')[2]);
    if (!Number.isInteger(size)) throw new RepositoryError('git-failed', 'A file of the repository cannot be read.');
    contents.push(answer.subarray(lineEnd + 1, lineEnd + 1 + size));
    at = lineEnd + 1 + size + 1;
  }
  return contents;
}
