import { readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Repositories } from '../../../src/integrations/repository/repositories.ts';
import { someGitHub } from './github/some-github.ts';
import { at, filesOf, gitAsPerson, someRepositories, textsOf, wanted } from './repositories.ts';

interface Some {
  readonly repositories: Repositories;
  readonly folder: string;
  readonly bare: (name: string) => string;
}

async function local(): Promise<Some> {
  const { repositories, root, folder } = await someRepositories();
  return { repositories, folder, bare: (name) => join(root, `${name}.git`) };
}

async function aRepository(some: () => Promise<Some>) {
  const { repositories, folder, bare } = await some();
  const repository = await repositories.create(wanted);
  const first = { repository, branch: 'main', files: filesOf({ 'a.sql': 'select 1' }), message: 'First', at };
  const commit = (change: Partial<Parameters<Repositories['commit']>[0]>) =>
    repositories.commit({ ...first, ...change });
  const clone = async () => {
    const to = join(folder, 'clone');
    await gitAsPerson(folder, 'clone', '--quiet', bare(repository.name), to);
    return to;
  };
  return { repositories, repository, commit, clone, folder, bare: bare(repository.name) };
}

/** What every place for repositories does alike. */
describe.each([
  ['on this machine', local],
  ['at GitHub', someGitHub],
] as const)('a repository %s', (_, some) => {
  it('is found again for the same build, whatever name is asked for', async () => {
    const { repositories } = await some();
    expect(await repositories.find('b1')).toBeUndefined();

    expect(await repositories.create(wanted)).toEqual(wanted);
    expect(await repositories.create(wanted)).toEqual(wanted);
    expect(await repositories.create({ name: 'renamed-since', build: 'b1' })).toEqual(wanted);
    expect(await repositories.find('b1')).toEqual(wanted);
    expect(await repositories.builds()).toEqual(['b1']);
  });

  it('gets a number where its name is in use by another build', async () => {
    const { repositories } = await some();
    const name = wanted.name;
    await repositories.create(wanted);

    expect(await repositories.create({ name, build: 'b2' })).toEqual({ name: 'acme-dbt-demo-2', build: 'b2' });
    expect(await repositories.create({ name, build: 'b3' })).toEqual({ name: 'acme-dbt-demo-3', build: 'b3' });
    await repositories.remove(wanted);
    expect(await repositories.create({ name, build: 'b3' })).toEqual({ name: 'acme-dbt-demo-3', build: 'b3' });
  });

  it('is one for each build that wants the same name at once, and one for a build that asks many times', async () => {
    const { repositories } = await some();
    const builds = ['b1', 'b2', 'b3', 'b1', 'b2', 'b3'];
    const handles = await Promise.all(builds.map((build) => repositories.create({ name: 'same', build })));

    expect(handles.map(({ build }) => build)).toEqual(builds);
    expect(new Set(handles.map(({ name }) => name))).toEqual(new Set(['same', 'same-2', 'same-3']));
    expect((await repositories.builds()).sort()).toEqual(['b1', 'b2', 'b3']);
  });

  it.each(['', '..', '../x', 'a/b', '-rf', 'a.git', 'a b'])('is never named %j', async (name) => {
    const { repositories } = await some();
    await expect(repositories.create({ name, build: 'b1' })).rejects.toMatchObject({ code: 'repository-input' });
    expect(() => repositories.cloneUrl({ name, build: 'b1' })).toThrow(/cannot be a repository's name/);
  });

  it('has no branches before its first commit', async () => {
    const { repositories, repository } = await aRepository(some);

    expect(await repositories.branches(repository)).toEqual([]);
    expect(await repositories.headOf(repository, 'main')).toBeUndefined();
    await expect(repositories.readTree(repository, 'main')).rejects.toMatchObject({ code: 'commit-missing' });
  });

  it('keeps the files, the message, the time and the service as author of its one first commit', async () => {
    const { repositories, repository, commit, bare } = await aRepository(some);
    const files = filesOf({ 'models/marts/fct_orders.sql': 'select 1\r\n', 'README.md': '\ufeff# Café\n', empty: '' });
    const id = await commit({ files, message: 'Initial demo project for O’Brien & Söhne' });

    expect(await gitAsPerson(bare, 'log', '--format=%H|%an|%ae|%ce|%at|%s', '--all')).toBe(
      `${id}|Demo Foundry|demo-foundry@localhost|demo-foundry@localhost|1795248000|Initial demo project for O’Brien & Söhne`,
    );
    expect(textsOf(await repositories.readTree(repository, 'main'))).toEqual(textsOf(files));
    expect(await gitAsPerson(bare, 'fsck', '--strict', '--no-dangling')).toBe('');
  });

  it('gets the same ids for the same input as another', async () => {
    const [first, second] = [await aRepository(some), await aRepository(some)];
    const id = await first.commit({});

    expect(await second.commit({})).toBe(id);
    expect(await second.commit({ message: 'Second' })).toBe(await first.commit({ message: 'Second' }));
  });

  it('is left alone where a branch ends in the same files and message', async () => {
    const { repositories, repository, commit } = await aRepository(some);
    const id = await commit({});

    expect(await commit({ at: '2027-01-01T00:00:00.000Z' })).toBe(id);
    expect(await commit({ message: 'Second' })).not.toBe(id);
    expect(await repositories.headOf(repository, 'main')).not.toBe(id);
  });

  it('gets one commit when the same step runs several times at once', async () => {
    const { repositories, repository, commit, bare } = await aRepository(some);
    const base = await commit({});
    const ids = await Promise.all(Array.from({ length: 4 }, () => commit({ message: 'Second', parent: base })));

    expect(new Set(ids).size).toBe(1);
    expect(await repositories.headOf(repository, 'main')).toBe(ids[0]);
    expect(await gitAsPerson(bare, 'rev-list', '--count', 'main')).toBe('2');
  });

  it('loses a file that a commit does not name', async () => {
    const { repositories, repository, commit } = await aRepository(some);
    await commit({ files: filesOf({ 'a.sql': '1', 'b/c.sql': '2' }) });
    await commit({ files: filesOf({ 'b/c.sql': '3' }), message: 'Second' });

    expect(textsOf(await repositories.readTree(repository, 'main'))).toEqual({ 'b/c.sql': '3' });
  });

  it('has a batch branch hang on the commit given, also when it is made again on a newer one', async () => {
    const { repositories, repository, commit, bare } = await aRepository(some);
    const main = await commit({});
    const batch = { branch: 'batch/next-day', message: 'Next day', files: filesOf({ 'a.sql': 'next' }) };
    const first = await commit({ ...batch, parent: main });
    expect(await gitAsPerson(bare, 'rev-parse', `${first}^`)).toBe(main);

    const newer = await commit({ message: 'Second', files: filesOf({ 'a.sql': 'x' }) });
    const again = await commit({ ...batch, parent: 'main' });
    expect(await gitAsPerson(bare, 'rev-parse', `${again}^`)).toBe(newer);
    expect(await commit({ ...batch, parent: newer })).toBe(again);
    expect(await repositories.branches(repository)).toEqual([
      { name: 'batch/next-day', commit: again, ours: true },
      { name: 'main', commit: newer, ours: true },
    ]);
  });

  it('gives again what was committed under a key, and leaves alone what a person pushed on top', async () => {
    const { repositories, repository, commit, clone } = await aRepository(some);
    const once = 'revision-1-abc';
    const id = await commit({ once });
    expect(await commit({ once, message: 'Worded otherwise' })).toBe(id);
    const copy = await clone();
    await gitAsPerson(copy, 'commit', '--quiet', '--allow-empty', '-m', 'By hand');
    await gitAsPerson(copy, 'push', '--quiet', 'origin', 'main', 'main:by-hand');

    expect(await commit({ once, message: 'Worded otherwise' })).toBe(id);
    expect(await gitAsPerson(copy, 'log', '--format=%s', 'origin/main')).toBe('By hand\nFirst');
    expect((await repositories.branches(repository)).map(({ name, ours }) => [name, ours])).toEqual([
      ['by-hand', false],
      ['main', false],
    ]);
    const batch = await commit({ once, branch: 'batch/next-day', parent: 'main', message: 'Next day' });
    expect(batch).not.toBe(id);
  });

  it('gets a branch back that was deleted since it was committed under a key', async () => {
    const { repositories, repository, commit } = await aRepository(some);
    const main = await commit({});
    const batch = { branch: 'batch/next-day', parent: main, message: 'Next day', once: 'revision-1' };
    const id = await commit(batch);
    await repositories.deleteBranch(repository, 'batch/next-day');

    expect(await commit(batch)).toBe(id);
    expect(await repositories.headOf(repository, 'batch/next-day')).toBe(id);
    await expect(commit({ once: '../up' })).rejects.toMatchObject({ code: 'repository-input' });
  });

  it('keeps any bytes under any UTF-8 name', async () => {
    const { repositories, repository, commit, folder } = await aRepository(some);
    const unit = fc.constantFrom('a', 'B', ' ', '"', "'", '大', 'é', '\n', '\t', '$', ';', '*', '💥', '-');
    const part = fc.string({ unit, minLength: 1, maxLength: 6 }).map((text) => `x${text}`);
    const path = fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => [...parts, 'file.x'].join('/'));
    const contents = fc.dictionary(path, fc.uint8Array({ maxLength: 50 }), { minKeys: 1, maxKeys: 6 });
    let count = 0;
    await fc.assert(
      fc.asyncProperty(contents, async (content) => {
        const files = new Map(Object.entries(content));
        count += 1;
        const read = await repositories.readTree(repository, await commit({ files, message: `Round ${count}` }));
        expect(new Map([...read].map(([name, bytes]) => [name, [...bytes]]))).toEqual(
          new Map([...files].map(([name, bytes]) => [name, [...bytes]])),
        );
      }),
      { numRuns: 6 },
    );
    await repositories.checkout(repository, 'main', join(folder, 'out'));
  });

  it('takes a message of several lines that looks like a command', async () => {
    const { commit, bare } = await aRepository(some);
    const message = 'Title\n\ndone\nM 100644 inline evil\n$(touch x) "quoted"';
    await commit({ message });
    expect((await gitAsPerson(bare, 'log', '-1', '--format=%B', 'main')).trimEnd()).toBe(message);
  });

  it.each(['../up', '/abs', 'a//b', './a', '.git/config', 'models/.Git/x', '', 'a\0b', 'bad\ud800'])(
    'refuses the path %j and commits nothing',
    async (path) => {
      const { repositories, repository, commit } = await aRepository(some);
      await expect(commit({ files: filesOf({ [path]: 'x' }) })).rejects.toMatchObject({ code: 'repository-input' });
      expect(await repositories.branches(repository)).toEqual([]);
    },
  );

  it('refuses a file that is also a folder, a bad branch name, a time that is none and a parent that is missing', async () => {
    const { commit } = await aRepository(some);
    const input = { code: 'repository-input' };
    await expect(commit({ files: filesOf({ a: '1', 'a/b': '2' }) })).rejects.toMatchObject(input);
    await expect(commit({ branch: '--force' })).rejects.toMatchObject(input);
    await expect(commit({ branch: 'a..b' })).rejects.toMatchObject(input);
    await expect(commit({ at: 'tomorrow' })).rejects.toMatchObject(input);
    await expect(commit({ parent: '1'.repeat(40) })).rejects.toMatchObject({ code: 'commit-missing' });
  });

  it('is written to a new folder, byte for byte, whatever its attributes say, and never among other files', async () => {
    const { repositories, repository, commit, folder } = await aRepository(some);
    const attributes = '* text eol=crlf\n*.md export-ignore\n';
    const id = await commit({
      files: filesOf({ '.gitattributes': attributes, 'a.sql': 'one\ntwo\n', 'README.md': 'x' }),
    });
    await commit({ files: filesOf({ 'a.sql': 'later' }), message: 'Second' });
    const out = join(folder, 'work', 'copy');
    await repositories.checkout(repository, id, out);

    expect(await readFile(join(out, 'a.sql'), 'utf8')).toBe('one\ntwo\n');
    expect(await readFile(join(out, 'README.md'), 'utf8')).toBe('x');
    await expect(repositories.checkout(repository, 'main', out)).rejects.toMatchObject({ code: 'folder-not-empty' });
  });

  it('is not read where somebody has pushed a link', async () => {
    const { repositories, repository, commit, clone } = await aRepository(some);
    await commit({});
    const copy = await clone();
    await symlink('/etc/passwd', join(copy, 'seeds'));
    await gitAsPerson(copy, 'add', '.');
    await gitAsPerson(copy, 'commit', '--quiet', '-m', 'Link');
    await gitAsPerson(copy, 'push', '--quiet', 'origin', 'main');

    await expect(repositories.readTree(repository, 'main')).rejects.toMatchObject({ code: 'repository-input' });
  });

  it('loses a branch once, and keeps branches whose names begin alike', async () => {
    const { repositories, repository, commit } = await aRepository(some);
    const main = await commit({});
    for (const branch of ['day', 'day-2', 'days/one']) await commit({ branch, parent: main, message: branch });
    for (const branch of ['day', 'day', 'days']) await repositories.deleteBranch(repository, branch);

    expect((await repositories.branches(repository)).map(({ name }) => name)).toEqual(['day-2', 'days/one', 'main']);
    expect(await repositories.headOf(repository, 'day')).toBeUndefined();
    expect(await repositories.headOf(repository, 'days')).toBeUndefined();
  });

  it('is put away once, leaving its name to others', async () => {
    const { repositories, repository, commit } = await aRepository(some);
    await commit({});
    await repositories.archive(repository);
    await repositories.archive(repository);

    expect(await repositories.find('b1')).toBeUndefined();
    expect(await repositories.builds()).toEqual([]);
    await expect(repositories.branches(repository)).rejects.toMatchObject({ code: 'repository-missing' });
    expect(await repositories.create({ name: wanted.name, build: 'b2' })).toEqual({ name: wanted.name, build: 'b2' });
  });

  it('is out of reach for a late step of another build under the same name', async () => {
    const { repositories, repository, commit } = await aRepository(some);
    await repositories.archive(repository);
    const other = await repositories.create({ name: wanted.name, build: 'b2' });
    await commit({ repository: other, message: 'Other' });

    await expect(commit({ message: 'Late' })).rejects.toMatchObject({ code: 'repository-of-another-build' });
    await repositories.archive(repository);
    await repositories.remove(repository);
    expect(await repositories.branches(other)).toHaveLength(1);
  });

  it('is removed, archived or not, and removing again is fine', async () => {
    const { repositories, repository } = await aRepository(some);
    const second = await repositories.create({ name: 'second', build: 'b2' });
    await repositories.archive(second);
    for (const handle of [repository, second, second]) await repositories.remove(handle);

    expect(await repositories.builds()).toEqual([]);
    for (const handle of [repository, second]) {
      await expect(repositories.archive(handle)).rejects.toMatchObject({ code: 'repository-missing' });
    }
  });
});
