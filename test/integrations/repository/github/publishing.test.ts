import { describe, expect, it } from 'vitest';
import { webUrlOf } from '../../../../src/integrations/repository/github/web-url.ts';
import { at, filesOf, gitAsPerson, textsOf } from '../repositories.ts';
import { aPublished, someGitHub, storedAs } from './some-github.ts';

const wanted = { name: 'acme-dbt-demo', build: 'b1' };

describe('a repository made at GitHub', () => {
  it('is private and carries the build’s marker in description and topics', async () => {
    const { open, state } = await someGitHub();
    await open({ description: 'Demo for O’Brien\n& Söhne', topics: ['dbt', 'snowflake'] }).create(wanted);

    expect(storedAs(state.repositories, 'acme-dbt-demo')).toMatchObject({
      isPrivate: true,
      description: 'Demo for O’Brien & Söhne [foundry-b1]',
      topics: ['dbt', 'snowflake', 'demo-foundry', 'foundry-b1'],
    });
  });

  it('keeps its marker whole under a long description', async () => {
    const { open, state } = await someGitHub();
    await open({ description: '💥'.repeat(400) }).create(wanted);

    const { description } = storedAs(state.repositories, 'acme-dbt-demo');
    expect([...(description ?? '')].length).toBeLessThanOrEqual(350);
    expect(description).toMatch(/ \[foundry-b1\]$/);
  });

  it('is found by either mark, but not by a fork’s copy of them', async () => {
    const { repositories, state } = await someGitHub();
    await repositories.create(wanted);
    const stored = storedAs(state.repositories, 'acme-dbt-demo');
    stored.description = 'Reworded by a person';
    expect(await repositories.find('b1')).toEqual(wanted);
    Object.assign(stored, { description: 'Demo [foundry-b1]', topics: [] });
    expect(await repositories.find('b1')).toEqual(wanted);
    stored.fork = true;
    expect(await repositories.find('b1')).toBeUndefined();
  });

  it('is followed to the name that a person gave it', async () => {
    const { repository, repositories, first, stored, state } = await aPublished();
    state.rename(stored, 'by-ann');
    await repositories.commit({ ...first, message: 'Second' });

    expect(await gitAsPerson(stored.store.folder, 'log', '--format=%s', 'main')).toBe('Second\nFirst');
    expect(await repositories.find('b1')).toEqual({ name: 'by-ann', build: 'b1' });
    expect(await repositories.branches(repository)).toHaveLength(1);
  });

  it('is told apart from a person’s of the same name, which is never touched', async () => {
    const { repositories, state, acme } = await someGitHub();
    const precious = state.create(acme, 'acme-dbt-demo', 'Precious', true);

    expect((await repositories.create(wanted)).name).toBe('acme-dbt-demo-2');
    await repositories.remove(wanted);
    await expect(repositories.branches(wanted)).rejects.toMatchObject({ code: 'repository-of-another-build' });
    expect(state.repositories).toContain(precious);
    expect(precious).toMatchObject({ description: 'Precious', topics: [] });
  });

  it('is not made for an account that is nobody’s or another person’s', async () => {
    const { open, state } = await someGitHub();
    await expect(open({ owner: 'nobody' }).create(wanted)).rejects.toMatchObject({ code: 'github-owner-missing' });
    await expect(open({ owner: 'bob' }).create(wanted)).rejects.toMatchObject({ code: 'github-owner-not-yours' });
    expect(state.repositories).toEqual([]);
  });

  it('is looked for among all of a large account’s', async () => {
    const { repositories, state, acme } = await someGitHub();
    await repositories.create(wanted);
    const [made] = state.repositories;
    // Only their number and order matter: they need no Git of their own.
    const others = Array.from({ length: 240 }, (_, n) => ({
      ...made,
      id: 1000 + n,
      name: `other-${n}`,
      owner: acme,
      description: '',
      topics: [],
    }));
    state.repositories.push(...(others as typeof state.repositories));

    expect(await repositories.find('b1')).toEqual(wanted);
    expect(await repositories.find('b2')).toBeUndefined();
  });

  it('has addresses for people and for Git', async () => {
    const { open, github } = await someGitHub();
    expect(open().webUrl(wanted)).toBe(`${github.url}/acme/acme-dbt-demo`);
    expect(open({ apiUrl: 'https://api.github.com/' }).cloneUrl(wanted)).toBe(
      'https://github.com/acme/acme-dbt-demo.git',
    );
    expect(webUrlOf('https://git.acme.example/api/v3')).toBe('https://git.acme.example');
    expect(webUrlOf('https://api.acme.ghe.com')).toBe('https://acme.ghe.com');
  });
});

describe('a first commit at GitHub', () => {
  it('is the only one, on main, also where the account calls first branches otherwise', async () => {
    const { repositories, acme, bare, state } = await someGitHub();
    acme.defaultBranch = 'trunk';
    const repository = await repositories.create(wanted);
    const files = filesOf({ 'a.sql': 'select 1' });
    const id = await repositories.commit({
      repository,
      branch: 'main',
      files,
      message: 'Initial demo project for Acme',
      at,
    });

    expect(await repositories.branches(repository)).toEqual([{ name: 'main', commit: id, ours: true }]);
    expect(storedAs(state.repositories, wanted.name).defaultBranch).toBe('main');
    expect(await gitAsPerson(bare(wanted.name), 'log', '--format=%s|%P', '--all')).toBe(
      'Initial demo project for Acme|',
    );
  });

  it('is one when several attempts make it at once', async () => {
    const { repositories, bare } = await someGitHub();
    const repository = await repositories.create(wanted);
    const first = { repository, branch: 'main', files: filesOf({ a: '1' }), message: 'First', at, once: 'r1' };
    const ids = await Promise.all([1, 2, 3].map(() => repositories.commit(first)));

    expect(new Set(ids).size).toBe(1);
    expect(await gitAsPerson(bare(wanted.name), 'log', '--format=%s', '--all')).toBe('First');
  });

  it('leaves a default branch alone that a person has chosen', async () => {
    const { repositories, repository, first, main, stored } = await aPublished();
    stored.store.setRef('refs/heads/develop', main);
    stored.defaultBranch = 'develop';
    await repositories.commit({ ...first, message: 'Second' });

    expect(stored.defaultBranch).toBe('develop');
    expect(await repositories.headOf(repository, 'develop')).toBe(main);
  });

  it('never takes the place of what a person has put there meanwhile', async () => {
    const { github, repositories, state } = await someGitHub();
    const repository = await repositories.create(wanted);
    const { store } = storedAs(state.repositories, wanted.name);
    const what = () => {
      const who = { name: 'Ann', email: 'ann@example.com', date: at };
      const tree = store.writeTree([{ path: 'mine', mode: '100644', sha: store.writeBlob(Buffer.from('1')) }]);
      const byHand = { tree, parents: [], author: who, committer: who, message: 'By hand\n' };
      store.setRef('refs/heads/main', store.writeCommit(byHand));
    };
    github.next({ does: 'wait-for', method: 'POST', path: /git\/commits$/, what });
    const first = { repository, branch: 'main', files: filesOf({ a: '1' }), message: 'First', at };

    await expect(repositories.commit(first)).rejects.toMatchObject({ code: 'branch-moved' });
    expect(textsOf(await repositories.readTree(repository, 'main'))).toEqual({ mine: '1' });
  });

  it('waits for a repository that GitHub is still making', async () => {
    const { github, repositories } = await someGitHub();
    const repository = await repositories.create(wanted);
    const busy = { does: 'answer', status: 409, body: { message: 'Git Repository is empty.' } } as const;
    github.next({ ...busy, method: 'PUT', path: /contents/ }, { ...busy, method: 'POST', path: /git\/trees/ });
    const id = await repositories.commit({ repository, branch: 'main', files: filesOf({ a: '1' }), message: 'm', at });

    expect(await repositories.headOf(repository, 'main')).toBe(id);
  });
});

describe('a commit at GitHub', () => {
  it('sends text within the tree, and bytes and long files as objects of their own', async () => {
    const { github, repository, repositories, first } = await aPublished();
    const before = github.requests.length;
    const files = new Map<string, Uint8Array>([
      ...filesOf({ 'a.sql': 'select 1', 'long.csv': 'a,b\n'.repeat(400_000) }),
      ['logo.png', Buffer.from([0x89, 0x50, 0, 0xff])],
      ['latin1.csv', Buffer.from([0x63, 0xe9])],
    ]);
    await repositories.commit({ ...first, files, message: 'Second' });

    const made = github.requests.slice(before).filter((request) => request.startsWith('POST'));
    expect(made.map((request) => request.split('/git/')[1])).toEqual(['blobs', 'blobs', 'blobs', 'trees', 'commits']);
    expect(await repositories.readTree(repository, 'main')).toEqual(
      new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)).map(([path, bytes]) => [path, Buffer.from(bytes)])),
    );
  });

  it('is refused where somebody has moved the branch meanwhile, on top and by force', async () => {
    const { github, repository, repositories, first, main, stored } = await aPublished();
    const byHand = (branch: string) => ({
      does: 'wait-for' as const,
      method: 'POST',
      path: /git\/commits$/,
      what: () => {
        const who = { name: 'Ann', email: 'ann@example.com', date: at };
        const parts = { tree: stored.store.readCommit(main).tree, parents: [main], author: who, committer: who };
        stored.store.setRef(`refs/heads/${branch}`, stored.store.writeCommit({ ...parts, message: 'By hand\n' }));
      },
    });
    const batch = { ...first, branch: 'batch/x', parent: main };
    await repositories.commit({ ...batch, message: 'Batch' });
    github.next(byHand('main'));
    await expect(repositories.commit({ ...first, message: 'Second' })).rejects.toMatchObject({ code: 'branch-moved' });
    github.next(byHand('batch/x'));
    await expect(repositories.commit({ ...batch, message: 'Again' })).rejects.toMatchObject({ code: 'branch-moved' });

    for (const branch of ['main', 'batch/x']) {
      const head = await repositories.headOf(repository, branch);
      expect(stored.store.readCommit(head ?? '').message).toBe('By hand\n');
    }
  });

  it('needs a file at least', async () => {
    const { repositories, first } = await aPublished();
    const empty = repositories.commit({ ...first, files: new Map() });
    await expect(empty).rejects.toMatchObject({ code: 'repository-input' });
  });
});

describe('reading at GitHub', () => {
  it('refuses bytes that are not those of the commit', async () => {
    const { github, repository, repositories } = await aPublished();
    const body = { sha: 'x', content: Buffer.from('drop table').toString('base64'), encoding: 'base64', size: 10 };
    github.next({ does: 'answer', status: 200, headers: {}, body, path: /git\/blobs/ });
    await expect(repositories.readTree(repository, 'main')).rejects.toMatchObject({ code: 'github-unreadable' });
  });

  it('refuses a list that GitHub has cut off', async () => {
    const { github, repository, repositories } = await aPublished();
    github.next({ does: 'answer', status: 200, body: { sha: 'x', truncated: true, tree: [] }, path: /git\/trees/ });
    await expect(repositories.readTree(repository, 'main')).rejects.toMatchObject({ code: 'github-tree-too-large' });
  });

  it('gives a commit’s files by its id, after the branch has gone on', async () => {
    const { repository, repositories, first, main } = await aPublished();
    await repositories.commit({ ...first, files: filesOf({ b: '2' }), message: 'Second' });
    expect(textsOf(await repositories.readTree(repository, main))).toEqual({ 'a.sql': 'select 1' });
  });
});

describe('an archived repository at GitHub', () => {
  it('is renamed and read-only, with its history, also after a fall between the two', async () => {
    const { github, repository, repositories, stored, main } = await aPublished();
    github.next({ does: 'wait-for', method: 'PATCH', what: () => github.next({ does: 'cut', method: 'PATCH' }) });
    await expect(repositories.archive(repository)).rejects.toMatchObject({ code: 'github-unreachable' });
    await repositories.create({ name: repository.name, build: 'b2' });
    await repositories.archive(repository);

    expect(stored).toMatchObject({ name: 'acme-dbt-demo.foundry-b1', archived: true });
    expect(stored.store.ref('refs/heads/main')).toBe(main);
    await repositories.remove(repository);
    expect(await repositories.builds()).toEqual(['b2']);
  });

  it('rests beside another of the same build, which was published again, and both are removed', async () => {
    const { repository, repositories, state } = await aPublished();
    await repositories.archive(repository);
    expect(await repositories.create(repository)).toEqual(repository);
    await repositories.archive(repository);
    await repositories.archive(repository);

    expect(state.repositories.map(({ name, archived }) => [name, archived])).toEqual([
      ['acme-dbt-demo.foundry-b1', true],
      ['acme-dbt-demo.foundry-b1-2', true],
    ]);
    await repositories.remove(repository);
    expect(state.repositories).toEqual([]);
  });

  it('is found by its new name where its old one leads nowhere', async () => {
    const { repository, repositories, state } = await aPublished();
    await repositories.archive(repository);
    state.formerNames.clear();
    await repositories.archive(repository);
    await repositories.remove(repository);
    expect(state.repositories).toEqual([]);
  });

  it('stays where the token may not delete, and says which scope it lacks', async () => {
    const { repositories, state } = await someGitHub({ login: 'ann', scopes: ['repo'] });
    const repository = await repositories.create(wanted);
    await expect(repositories.remove(repository)).rejects.toMatchObject({
      code: 'github-scope-missing',
      sentence: expect.stringContaining('delete_repo'),
    });
    expect(state.repositories).toHaveLength(1);
  });
});
