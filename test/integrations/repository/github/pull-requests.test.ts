import { describe, expect, it } from 'vitest';
import { aPublished, secret } from './some-github.ts';

async function aChange() {
  const some = await aPublished();
  const { repositories, repository, first, main } = some;
  const commit = await repositories.commit({
    ...first,
    branch: 'change/grain',
    parent: main,
    message: 'Change the grain',
  });
  const wanted = { repository, branch: 'change/grain', title: 'Change the grain', body: 'Why\n\nBecause.' };
  return { ...some, commit, wanted, pullRequests: repositories.pullRequests };
}

describe('a pull request', () => {
  it('is opened once for a branch, with its text and the build’s marker', async () => {
    const { pullRequests, wanted, commit, stored, github } = await aChange();
    const opened = await pullRequests.open(wanted);

    const url = `${github.url}/acme/acme-dbt-demo/pull/1`;
    expect(opened).toEqual({ number: 1, url, branch: 'change/grain', commit });
    expect(await pullRequests.open({ ...wanted, title: 'Reworded' })).toEqual(opened);
    expect(await pullRequests.find(wanted.repository, 'change/grain')).toEqual(opened);
    expect(stored.pulls).toMatchObject([
      { title: 'Change the grain', base: 'main', body: 'Why\n\nBecause.\n\n<!-- foundry-b1 -->\n' },
    ]);
  });

  it('is one when several attempts open it at once', async () => {
    const { pullRequests, wanted, stored } = await aChange();
    const opened = await Promise.all([1, 2, 3].map(() => pullRequests.open(wanted)));

    expect(new Set(opened.map(({ number }) => number))).toEqual(new Set([1]));
    expect(stored.pulls).toHaveLength(1);
  });

  it('is closed, then made again as another', async () => {
    const { pullRequests, wanted, stored } = await aChange();
    const { number } = await pullRequests.open(wanted);
    await pullRequests.close(wanted.repository, number);
    await pullRequests.close(wanted.repository, number);

    expect(await pullRequests.find(wanted.repository, wanted.branch)).toBeUndefined();
    expect((await pullRequests.open(wanted)).number).toBe(2);
    expect(stored.pulls.map(({ state }) => state)).toEqual(['closed', 'open']);
  });

  it('needs a branch that has something new', async () => {
    const { pullRequests, wanted, stored, main } = await aChange();
    stored.store.setRef('refs/heads/change/none', main);
    await expect(pullRequests.open({ ...wanted, branch: 'change/none' })).rejects.toMatchObject({
      code: 'pull-request-empty',
    });
    await expect(pullRequests.open({ ...wanted, branch: 'change/gone' })).rejects.toMatchObject({
      code: 'github-request-refused',
    });
    await expect(pullRequests.open({ ...wanted, branch: '--x' })).rejects.toMatchObject({ code: 'repository-input' });
  });
});

describe('the checks of a pull request', () => {
  it('are none, then pending, then passed or failed, from statuses and check runs alike', async () => {
    const { pullRequests, wanted, commit, stored } = await aChange();
    const look = () => pullRequests.checks(wanted.repository, commit);
    expect(await look()).toEqual({ state: 'none', checks: [], complete: true });

    stored.statuses.set(commit, [
      { context: 'dbt Cloud', state: 'pending', description: 'Queued', target_url: 'https://x.example/1' },
    ]);
    stored.runs.set(commit, [{ name: 'lint', status: 'completed', conclusion: 'neutral' }]);
    expect(await look()).toMatchObject({
      state: 'pending',
      checks: [
        { name: 'dbt Cloud', state: 'pending', url: 'https://x.example/1', summary: 'Queued' },
        { name: 'lint', state: 'passed' },
      ],
    });

    stored.statuses.set(commit, [{ context: 'dbt Cloud', state: 'success' }]);
    expect((await look()).state).toBe('passed');
    stored.runs.set(commit, [{ name: 'lint', status: 'in_progress', conclusion: null }]);
    expect((await look()).state).toBe('pending');
    stored.runs.set(commit, [{ name: 'lint', status: 'completed', conclusion: 'timed_out', title: 'Too slow' }]);
    expect(await look()).toMatchObject({
      state: 'failed',
      checks: [{}, { name: 'lint', state: 'failed', summary: 'Too slow' }],
    });
    stored.statuses.set(commit, [{ context: 'dbt Cloud', state: 'error' }]);
    stored.runs.clear();
    expect((await look()).state).toBe('failed');
  });

  it('are statuses alone, and said to be, for a token that may not see check runs', async () => {
    const { pullRequests, wanted, commit, stored, state } = await aChange();
    stored.statuses.set(commit, [{ context: 'dbt Cloud', state: 'success' }]);
    state.tokens.set(secret, { login: 'ann' });

    expect(await pullRequests.checks(wanted.repository, commit)).toEqual({
      state: 'passed',
      checks: [{ name: 'dbt Cloud', state: 'passed' }],
      complete: false,
    });
  });
});
