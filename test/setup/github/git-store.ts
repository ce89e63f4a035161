import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { deflateSync } from 'node:zlib';

/** One entry of a tree, as GitHub lists it. */
export interface TreeEntry {
  readonly path: string;
  readonly mode: string;
  readonly type: string;
  readonly sha: string;
  readonly size?: number;
}

export interface Person {
  readonly name: string;
  readonly email: string;
  /** ISO date. */
  readonly date: string;
}

export interface StoredCommit {
  readonly sha: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: Person;
  readonly committer: Person;
  readonly message: string;
}

/** A repository's objects and branches, kept by the real Git: the ids are its own. One step at a time. */
export class GitStore {
  readonly folder: string;
  /** Objects never change: what was seen once need not be asked of Git again. */
  private readonly types = new Map<string, string>();
  private readonly commits = new Map<string, StoredCommit>();

  constructor(folder: string, defaultBranch: string) {
    this.folder = folder;
    this.git([
      'init',
      '--quiet',
      '--bare',
      '--template=',
      '--object-format=sha1',
      `--initial-branch=${defaultBranch}`,
      folder,
    ]);
  }

  git(args: readonly string[], input: string | Uint8Array = '', env: NodeJS.ProcessEnv = {}): Buffer {
    const done = spawnSync('git', [...args], {
      input,
      env: {
        PATH: process.env.PATH,
        GIT_DIR: this.folder,
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_CONFIG_GLOBAL: '/dev/null',
        ...env,
      },
      maxBuffer: 100_000_000,
    });
    if (done.status !== 0) throw new Error(`git ${args[0]}: ${done.stderr}`);
    return done.stdout;
  }

  private try(args: readonly string[]): string | undefined {
    try {
      return this.git(args).toString('utf8').trim();
    } catch {
      return undefined;
    }
  }

  isEmpty(): boolean {
    const heads = readdirSync(join(this.folder, 'refs', 'heads'), { recursive: true, withFileTypes: true });
    return !heads.some((entry) => entry.isFile()) && !existsSync(join(this.folder, 'packed-refs'));
  }

  typeOf(sha: string): string | undefined {
    if (!/^[0-9a-f]{40}$/.test(sha)) return undefined;
    const known = this.types.get(sha) ?? this.try(['cat-file', '-t', sha]);
    if (known !== undefined) this.types.set(sha, known);
    return known;
  }

  writeBlob(bytes: Uint8Array): string {
    const whole = Buffer.concat([Buffer.from(`blob ${bytes.byteLength}\0`), bytes]);
    const sha = createHash('sha1').update(whole).digest('hex');
    const file = join(this.folder, 'objects', sha.slice(0, 2), sha.slice(2));
    if (!existsSync(file)) {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, deflateSync(whole));
    }
    this.types.set(sha, 'blob');
    return sha;
  }

  readBlob(sha: string): Buffer {
    return this.git(['cat-file', 'blob', sha]);
  }

  /** Writes a tree of files by their whole paths; Git itself refuses paths that it does not allow. */
  writeTree(entries: readonly Pick<TreeEntry, 'path' | 'mode' | 'sha'>[]): string {
    const env = { GIT_INDEX_FILE: join(this.folder, 'index.tmp') };
    this.git(['read-tree', '--empty'], '', env);
    const lines = entries.map(({ path, mode, sha }) => `${mode} ${sha}\t${path}\0`).join('');
    this.git(['update-index', '-z', '--add', '--index-info'], lines, env);
    const tree = this.git(['write-tree', '--missing-ok'], '', env).toString().trim();
    this.types.set(tree, 'tree');
    return tree;
  }

  listTree(tree: string, recursive: boolean): TreeEntry[] {
    const flags = recursive ? ['-r', '-t'] : [];
    const listed = this.git(['ls-tree', '-z', '-l', '--full-tree', ...flags, tree]).toString('utf8');
    return listed
      .split('\0')
      .filter((line) => line !== '')
      .map((line) => {
        const tab = line.indexOf('\t');
        const [mode = '', type = '', sha = '', size = '-'] = line.slice(0, tab).split(/ +/);
        return { path: line.slice(tab + 1), mode, type, sha, ...(size === '-' ? {} : { size: Number(size) }) };
      });
  }

  writeCommit({ tree, parents, author, committer, message }: Omit<StoredCommit, 'sha'>): string {
    const who = ({ name, email, date }: Person) => `${name} <${email}> ${Math.floor(Date.parse(date) / 1000)} +0000`;
    const lines = [`tree ${tree}`, ...parents.map((parent) => `parent ${parent}`)];
    lines.push(`author ${who(author)}`, `committer ${who(committer)}`, '', message);
    const sha = this.git(['hash-object', '-t', 'commit', '-w', '--stdin'], lines.join('\n')).toString().trim();
    this.types.set(sha, 'commit');
    return sha;
  }

  readCommit(sha: string): StoredCommit {
    const known = this.commits.get(sha) ?? this.parseCommit(sha);
    this.commits.set(sha, known);
    return known;
  }

  private parseCommit(sha: string): StoredCommit {
    const text = this.git(['cat-file', 'commit', sha]).toString('utf8');
    const end = text.indexOf('\n\n');
    const headers = text.slice(0, end).split('\n');
    const values = (name: string) =>
      headers.filter((line) => line.startsWith(`${name} `)).map((line) => line.slice(name.length + 1));
    const person = (line = ''): Person => {
      const [, name = '', email = '', seconds = '0'] = /^(.*) <(.*)> (\d+) /.exec(line) ?? [];
      return { name, email, date: new Date(Number(seconds) * 1000).toISOString().replace('.000Z', 'Z') };
    };
    return {
      sha,
      tree: values('tree')[0] ?? '',
      parents: values('parent'),
      author: person(values('author')[0]),
      committer: person(values('committer')[0]),
      message: text.slice(end + 2),
    };
  }

  /** The commit that a full reference, a branch, a tag or an id means. */
  resolve(name: string): string | undefined {
    for (const candidate of [name, `refs/heads/${name}`, `refs/tags/${name}`]) {
      const sha = this.try(['rev-parse', '--verify', '--quiet', '--end-of-options', `${candidate}^{commit}`]);
      if (sha !== undefined && sha !== '') return sha;
    }
    return undefined;
  }

  ref(name: string): string | undefined {
    const file = join(this.folder, name);
    if (!name.includes('..') && existsSync(file) && statSync(file).isFile()) return readFileSync(file, 'utf8').trim();
    return existsSync(join(this.folder, 'packed-refs')) ? this.packedRef(name) : undefined;
  }

  private packedRef(name: string): string | undefined {
    return this.try(['rev-parse', '--verify', '--quiet', '--end-of-options', name]) || undefined;
  }

  setRef(name: string, sha: string): void {
    this.git(['update-ref', name, sha]);
  }

  deleteRef(name: string): void {
    this.git(['update-ref', '-d', name]);
  }

  setDefault(branch: string): void {
    this.git(['symbolic-ref', 'HEAD', `refs/heads/${branch}`]);
  }

  isAncestor(older: string, newer: string): boolean {
    return this.try(['merge-base', '--is-ancestor', older, newer]) !== undefined;
  }

  history(from: string, skip: number, count: number): string[] {
    const listed = this.git(['rev-list', `--skip=${skip}`, `--max-count=${count}`, from])
      .toString()
      .trim();
    return listed === '' ? [] : listed.split('\n');
  }

  branches(): { name: string; sha: string }[] {
    const listed = this.git(['for-each-ref', '--format=%(objectname) %(refname:lstrip=2)', 'refs/heads']).toString();
    return listed
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => ({ sha: line.slice(0, 40), name: line.slice(41) }));
  }
}
