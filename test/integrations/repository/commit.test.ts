import { readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { at, filesOf, gitAsPerson, someRepositories, textsOf, wanted } from './repositories.ts';

async function aRepository() {
  const { repositories, root, folder } = await someRepositories();
  const repository = await repositories.create(wanted);
  const commit = (change: Partial<Parameters<typeof repositories.commit>[0]>) =>
    repositories.commit({
      repository,
      branch: 'main',
      files: filesOf({ 'a.sql': 'select 1' }),
      message: 'First',
      at,
      ...change,
    });
  return { repositories, repository, commit, folder, bare: join(root, 'acme-dbt-demo.git') };
}

describe('committing', () => {
  it('gives a commit with these files, this message, this time and the service as author', async () => {
    const { repositories, repository, commit, bare } = await aRepository();
    const files = filesOf({ 'models/marts/fct_orders.sql': 'select 1\r\n', 'README.md': '# Café\n' });
    const id = await commit({ files, message: 'Initial demo project for O’Brien & Söhne' });

    expect(await gitAsPerson(bare, 'log', '-1', '--format=%H|%an|%ce|%at|%s', 'main')).toBe(
      `${id}|Demo Foundry|demo-foundry@localhost|1795248000|Initial demo project for O’Brien & Söhne`,
    );
    expect(textsOf(await repositories.readTree(repository, 'main'))).toEqual(textsOf(files));
    expect(await gitAsPerson(bare, 'fsck', '--strict', '--no-dangling')).toBe('');
  });

  it('gives the same ids for the same input in another repository', async () => {
    const first = await aRepository();
    const second = await aRepository();
    const id = await first.commit({});

    expect(await second.commit({})).toBe(id);
    expect(await second.commit({ message: 'Second' })).toBe(await first.commit({ message: 'Second' }));
  });

  it('leaves a branch alone that ends in the same files and message', async () => {
    const { repositories, repository, commit } = await aRepository();
    const id = await commit({});

    expect(await commit({ at: '2027-01-01T00:00:00.000Z' })).toBe(id);
    expect(await commit({ message: 'Second' })).not.toBe(id);
    expect(await repositories.headOf(repository, 'main')).not.toBe(id);
  });

  it('makes one commit when the same step runs several times at once', async () => {
    const { repositories, repository, commit, bare } = await aRepository();
    const base = await commit({});
    const ids = await Promise.all(Array.from({ length: 5 }, () => commit({ message: 'Second', parent: base })));

    expect(new Set(ids).size).toBe(1);
    expect(await repositories.headOf(repository, 'main')).toBe(ids[0]);
    expect(await gitAsPerson(bare, 'rev-list', '--count', 'main')).toBe('2');
    expect(await gitAsPerson(bare, 'for-each-ref', 'refs/foundry')).toBe('');
  });

  it('replaces the whole content, so that a file that is not named is gone', async () => {
    const { repositories, repository, commit } = await aRepository();
    await commit({ files: filesOf({ 'a.sql': '1', 'b/c.sql': '2' }) });
    await commit({ files: filesOf({ 'b/c.sql': '3' }), message: 'Second' });

    expect(textsOf(await repositories.readTree(repository, 'main'))).toEqual({ 'b/c.sql': '3' });
  });

  it('hangs a batch branch on the commit given, also when it is made again on a newer one', async () => {
    const { repositories, repository, commit, bare } = await aRepository();
    const main = await commit({});
    const batch = { branch: 'next-day', message: 'Next day', files: filesOf({ 'a.sql': 'next' }) };
    const first = await commit({ ...batch, parent: main });
    expect(await gitAsPerson(bare, 'rev-parse', `${first}^`)).toBe(main);

    const newer = await commit({ message: 'Second', files: filesOf({ 'a.sql': 'x' }) });
    const again = await commit({ ...batch, parent: 'main' });
    expect(await gitAsPerson(bare, 'rev-parse', `${again}^`)).toBe(newer);
    expect(await commit({ ...batch, parent: newer })).toBe(again);
    expect(await repositories.branches(repository)).toEqual([
      { name: 'main', commit: newer, ours: true },
      { name: 'next-day', commit: again, ours: true },
    ]);
  });

  it('gives again what was committed under a key, and leaves alone what a person pushed on top', async () => {
    const { repositories, repository, commit, bare, folder } = await aRepository();
    const once = 'revision-1-abc';
    const id = await commit({ once });
    expect(await commit({ once, message: 'Worded otherwise' })).toBe(id);
    const clone = join(folder, 'clone');
    await gitAsPerson(folder, 'clone', '--quiet', bare, clone);
    await gitAsPerson(clone, 'commit', '--quiet', '--allow-empty', '-m', 'By hand');
    await gitAsPerson(clone, 'push', '--quiet', 'origin', 'main', 'main:by-hand');

    expect(await commit({ once, message: 'Worded otherwise' })).toBe(id);
    expect(await gitAsPerson(bare, 'log', '--format=%s', 'main')).toBe('By hand\nFirst');
    expect((await repositories.branches(repository)).map(({ name, ours }) => [name, ours])).toEqual([
      ['by-hand', false],
      ['main', false],
    ]);
    expect(await gitAsPerson(clone, 'ls-remote', 'origin', 'refs/foundry/*')).toBe('');
  });

  it('puts a branch back that was deleted since it was committed under a key', async () => {
    const { repositories, repository, commit } = await aRepository();
    const main = await commit({});
    const batch = { branch: 'batch/next-day', parent: main, message: 'Next day', once: 'revision-1' };
    const id = await commit(batch);
    await repositories.deleteBranch(repository, 'batch/next-day');

    expect(await commit(batch)).toBe(id);
    expect(await repositories.headOf(repository, 'batch/next-day')).toBe(id);
    await expect(commit({ once: '../up' })).rejects.toMatchObject({ code: 'repository-input' });
  });

  it('keeps any bytes under any UTF-8 name', async () => {
    const { repositories, repository, commit, folder } = await aRepository();
    const part = fc
      .string({
        unit: fc.constantFrom('a', 'B', ' ', '"', "'", '大', 'é', '\n', '\t', '$', ';', '*', '💥', '-'),
        minLength: 1,
        maxLength: 6,
      })
      .map((text) => `x${text}`);
    const path = fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => [...parts, 'file.x'].join('/'));
    let count = 0;
    await fc.assert(
      fc.asyncProperty(fc.dictionary(path, fc.uint8Array({ maxLength: 50 }), { maxKeys: 6 }), async (content) => {
        const files = new Map(Object.entries(content));
        count += 1;
        const id = await commit({ files, message: `Round ${count}` });
        const read = await repositories.readTree(repository, id);
        expect(new Map([...read].map(([name, bytes]) => [name, [...bytes]]))).toEqual(
          new Map([...files].map(([name, bytes]) => [name, [...bytes]])),
        );
      }),
      { numRuns: 12 },
    );
    await repositories.checkout(repository, 'main', join(folder, 'out'));
    expect(count).toBeGreaterThan(0);
  });

  it('takes a message of several lines that looks like a command', async () => {
    const { commit, bare } = await aRepository();
    const message = 'Title\n\ndone\nM 100644 inline evil\n$(touch x) "quoted"';
    await commit({ message });
    expect(await gitAsPerson(bare, 'log', '-1', '--format=%B', 'main')).toBe(`${message}\n`);
  });

  it.each(['../up', '/abs', 'a//b', './a', '.git/config', 'models/.Git/x', '', 'a\0b', 'bad\ud800'])(
    'refuses the path %j and commits nothing',
    async (path) => {
      const { repositories, repository, commit } = await aRepository();
      await expect(commit({ files: filesOf({ [path]: 'x' }) })).rejects.toMatchObject({ code: 'repository-input' });
      expect(await repositories.branches(repository)).toEqual([]);
    },
  );

  it('refuses a file that is also a folder, a branch name that is an option and a time that is none', async () => {
    const { commit } = await aRepository();
    await expect(commit({ files: filesOf({ a: '1', 'a/b': '2' }) })).rejects.toMatchObject({
      code: 'repository-input',
    });
    await expect(commit({ branch: '--force' })).rejects.toMatchObject({ code: 'repository-input' });
    await expect(commit({ branch: 'a..b' })).rejects.toMatchObject({ code: 'repository-input' });
    await expect(commit({ at: 'tomorrow' })).rejects.toMatchObject({ code: 'repository-input' });
    await expect(commit({ parent: '1'.repeat(40) })).rejects.toMatchObject({ code: 'commit-missing' });
  });

  it('commits a project of two hundred files quickly', async () => {
    const { repositories, repository, commit } = await aRepository();
    const many = Object.fromEntries(Array.from({ length: 200 }, (_, n) => [`models/m${n}.sql`, `select ${n}`]));
    const started = performance.now();
    await commit({ files: filesOf(many) });
    expect((await repositories.readTree(repository, 'main')).size).toBe(200);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

describe('checking out', () => {
  it('writes the files of a commit, byte for byte, whatever its attributes say', async () => {
    const { repositories, repository, commit, folder } = await aRepository();
    const files = filesOf({
      '.gitattributes': '* text eol=crlf\n*.md export-ignore\n',
      'a.sql': 'one\ntwo\n',
      'README.md': 'x',
    });
    const id = await commit({ files });
    await commit({ files: filesOf({ 'a.sql': 'later' }), message: 'Second' });
    const out = join(folder, 'work', 'copy');
    await repositories.checkout(repository, id, out);

    expect(await readFile(join(out, 'a.sql'), 'utf8')).toBe('one\ntwo\n');
    expect(await readFile(join(out, 'README.md'), 'utf8')).toBe('x');
  });

  it('never mixes its files with others', async () => {
    const { repositories, repository, commit, folder } = await aRepository();
    await commit({});
    const out = join(folder, 'out');
    await repositories.checkout(repository, 'main', out);

    await expect(repositories.checkout(repository, 'main', out)).rejects.toMatchObject({ code: 'folder-not-empty' });
    await expect(repositories.checkout(repository, 'nowhere', `${out}2`)).rejects.toMatchObject({
      code: 'commit-missing',
    });
  });

  it('refuses a link that somebody has pushed', async () => {
    const { repositories, repository, commit, folder } = await aRepository();
    await commit({});
    const clone = join(folder, 'clone');
    await gitAsPerson(folder, 'clone', '--quiet', repositories.cloneUrl(repository), clone);
    await symlink('/etc/passwd', join(clone, 'seeds'));
    await gitAsPerson(clone, 'add', '.');
    await gitAsPerson(clone, 'commit', '--quiet', '-m', 'Link');
    await gitAsPerson(clone, 'push', '--quiet', 'origin', 'main');

    await expect(repositories.checkout(repository, 'main', join(folder, 'out'))).rejects.toMatchObject({
      code: 'repository-input',
    });
  });
});
