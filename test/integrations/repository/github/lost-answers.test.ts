import { describe, expect, it } from 'vitest';
import type { Fault } from '../../../setup/github/fault.ts';
import { at, filesOf, gitAsPerson, textsOf } from '../repositories.ts';
import { aPublished, someGitHub, storedAs } from './some-github.ts';

/** The ways in which an answer is lost after what was asked for has been done. */
const losses = ['lose', 'gateway', 'halve'] as const satisfies readonly Fault['does'][];

const wanted = { name: 'acme-dbt-demo', build: 'b1' };

describe.each(losses)('an answer that is lost after the change was made (%s)', (does) => {
  it('leaves one repository, in an organisation and in a user’s account', async () => {
    const { github, open } = await someGitHub();
    github.next(
      { does, method: 'POST', path: /^\/orgs\/acme\/repos$/ },
      { does, method: 'POST', path: /^\/user\/repos$/ },
    );

    expect(await open().create(wanted)).toEqual(wanted);
    expect(await open({ owner: 'ann' }).create({ ...wanted, build: 'b2' })).toEqual({ ...wanted, build: 'b2' });
    expect(github.state.repositories.map(({ owner, name }) => `${owner.login}/${name}`)).toEqual([
      'acme/acme-dbt-demo',
      'ann/acme-dbt-demo',
    ]);
  });

  it('leaves one commit, when the branch is made and when it is moved', async () => {
    const { github, repository, repositories, first, bare } = await aPublished();
    github.next({ does, method: 'PATCH', path: /git\/refs/ });
    const second = await repositories.commit({ ...first, message: 'Second' });
    github.next({ does, method: 'POST', path: /git\/refs$/ });
    const batch = await repositories.commit({ ...first, branch: 'batch/next-day', parent: second, message: 'Batch' });

    expect(await gitAsPerson(bare(repository.name), 'log', '--format=%s', 'main')).toBe('Second\nFirst');
    expect(await repositories.headOf(repository, 'batch/next-day')).toBe(batch);
  });

  it('leaves one pull request', async () => {
    const { github, repository, repositories, first, main, stored } = await aPublished();
    await repositories.commit({ ...first, branch: 'change/x', parent: main, message: 'Change' });
    github.next({ does, method: 'POST', path: /\/pulls$/ });
    const opened = await repositories.pullRequests.open({ repository, branch: 'change/x', title: 'X', body: 'Text' });

    expect(opened.number).toBe(1);
    expect(stored.pulls).toHaveLength(1);
  });
});

describe('a step that is repeated', () => {
  it('finds the repository of which it has not heard', async () => {
    const { github, repositories, state } = await someGitHub();
    const unseen = { does: 'answer', status: 502, body: 'Bad Gateway', path: /^\/repos\/acme/ } as const;
    github.next({ does: 'lose', method: 'POST' }, unseen);
    await expect(repositories.create(wanted)).rejects.toMatchObject({ code: 'github-unavailable', retryable: true });

    expect(await repositories.create(wanted)).toEqual(wanted);
    expect(state.repositories).toHaveLength(1);
    expect(storedAs(state.repositories, wanted.name).topics).toEqual(['dbt', 'demo-foundry', 'foundry-b1']);
  });

  it('says that it failed where nothing was made', async () => {
    const { github, repositories, state } = await someGitHub();
    github.next({ does: 'cut', method: 'POST' });

    await expect(repositories.create(wanted)).rejects.toMatchObject({ code: 'github-unreachable', retryable: true });
    expect(state.repositories).toEqual([]);
  });

  it.each([
    ['the file that begins it', /contents/],
    ['the tree', /git\/trees/],
    ['the commit', /git\/commits$/],
    ['the move of the branch', /git\/refs/],
  ])('ends with one first commit after a fall between any two calls: %s', async (_, path) => {
    for (const does of ['lose', 'cut'] as const) {
      const { github, repositories, bare } = await someGitHub();
      const repository = await repositories.create(wanted);
      const first = { repository, branch: 'main', files: filesOf({ a: '1' }), message: 'First', at, once: 'r1' };
      github.next({
        does,
        path,
        method: path.source.includes('contents') ? 'PUT' : path.source.endsWith('refs') ? 'PATCH' : 'POST',
      });
      let id: string | undefined;
      for (let attempt = 1; id === undefined && attempt < 4; attempt += 1) {
        id = await repositories.commit(first).catch(() => undefined);
      }

      expect(await repositories.branches(repository)).toEqual([{ name: 'main', commit: id, ours: true }]);
      expect(await gitAsPerson(bare(repository.name), 'log', '--format=%s', '--all')).toBe('First');
      expect(textsOf(await repositories.readTree(repository, 'main'))).toEqual({ a: '1' });
    }
  });
});
