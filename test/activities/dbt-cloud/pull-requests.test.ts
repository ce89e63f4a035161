import { describe, expect, it } from 'vitest';
import { closePullRequests } from '../../../src/activities/dbt-cloud/close-pull-requests.ts';
import { openPullRequests } from '../../../src/activities/dbt-cloud/open-pull-requests.ts';
import type { Dependencies } from '../../../src/activities/dependencies.ts';
import { publishRepository } from '../../../src/activities/steps/publish-repository.ts';
import type { PullRequestState } from '../../../src/domain/build/infrastructure.ts';
import { gitAsPerson } from '../../integrations/repository/repositories.ts';
import type { Fault } from '../../setup/github/fault.ts';
import { buildId, openAccountsBench } from './accounts-bench.ts';

/** A build whose project is published at GitHub. */
async function aPublished() {
  const bench = await openAccountsBench();
  const { access, run, state } = bench;
  const project = await bench.project();
  // The step reads nothing else.
  const publish = publishRepository(bench.deps as unknown as Dependencies);
  await run(publish, {
    ...{ buildId, company: 'Acme', name: 'acme-dbt-demo', project, revision: 1, access },
    at: '2026-11-21T08:00:00.000Z',
  });
  const [repository] = state.repositories;
  if (!repository) throw new Error('nothing was published');
  const open = (other = project) => run(openPullRequests(bench.deps), { buildId, access, project: other });
  const close = (pullRequests: readonly PullRequestState[]) =>
    run(closePullRequests(bench.deps), { buildId, access, pullRequests });
  const states = () => repository.pulls.map((pull) => pull.state);
  return { ...bench, repository, publishedProject: project, open, close, states };
}

const creating = { method: 'POST', path: /\/pulls$/ };

describe('opening the pull requests', () => {
  it('opens one a change, with what it alters and what CI must show', async () => {
    const { open, repository, github } = await aPublished();
    const opened = await open();
    expect(opened).toEqual(
      ['join-every-copy', 'count-as-text', 'net-fees'].map((change, index) => ({
        change,
        number: index + 1,
        url: `${github.url}/acme/acme-dbt-demo/pull/${index + 1}`,
        branch: `change/${change}`,
        commit: expect.stringMatching(/^[0-9a-f]{40}$/),
      })),
    );
    const [red, , green] = repository.pulls;
    expect(red).toMatchObject({ title: 'Show every copy', base: 'main', state: 'open' });
    expect(red?.body).toMatch(/Joins each loan to every book\.[\s\S]*`int_loans_with_books`[\s\S]*\*\*Red\.\*\*/);
    expect(red?.body).toContain('- fails: `int_loans_with_books_has_one_row_per_loan_id`');
    expect(green?.body).toMatch(/\*\*Green\.\*\*.*`fees_by_month` moves/);
    // What is said on the call stays in the service.
    expect(JSON.stringify(repository.pulls)).not.toMatch(/The grain test says no|The contract says no|One definition/);
  });

  it.each(['lose', 'gateway', 'halve'] as const)('opens none twice where an answer is lost (%s)', async (does) => {
    const { open, github, states } = await aPublished();
    github.next({ does, ...creating } as Fault);
    const opened = await open().catch(() => open());
    expect(opened.map(({ number }) => number)).toEqual([1, 2, 3]);
    expect(await open()).toEqual(opened);
    expect(states()).toEqual(['open', 'open', 'open']);
  });

  it('calls nobody by an @ in a text, and lets no HTML in', async () => {
    const { open, repository, project } = await aPublished();
    const other = await project({
      changed: (scenario) => ({
        ...scenario,
        changes: scenario.changes.map((change) => ({ ...change, description: 'Ask @ann <img src=x>' })),
      }),
    });
    await open(other);
    expect(repository.pulls[0]?.body).toContain('Ask @<!-- -->ann &lt;img src=x>');
  });

  it('opens none whose text holds what must not be mentioned', async () => {
    const { open, states, project } = await aPublished();
    await expect(open(await project({ unmentioned: ['every copy'] }))).rejects.toMatchObject({
      type: 'pull-request-unmentionable',
      nonRetryable: true,
    });
    expect(states()).toEqual([]);
  });

  it('says that the repository is gone', async () => {
    const { open, state, repository } = await aPublished();
    state.remove(repository);
    await expect(open()).rejects.toMatchObject({ type: 'repository-missing', nonRetryable: true });
  });
});

describe('closing the pull requests', () => {
  it('closes them without merging, and again is fine', async () => {
    const { open, close, repository, states } = await aPublished();
    const opened = await open();
    await close(opened);
    await close(opened);
    expect(states()).toEqual(['closed', 'closed', 'closed']);
    expect(repository.pulls.some(({ merged }) => merged)).toBe(false);
    expect((await open()).map(({ number }) => number)).toEqual([4, 5, 6]);
  });

  it('closes those too that the build was never told of', async () => {
    const { open, close, states } = await aPublished();
    await open();
    await close([]);
    expect(states()).toEqual(['closed', 'closed', 'closed']);
  });

  it('leaves a person’s pull request open', async () => {
    const { open, close, repository, folder } = await aPublished();
    const clone = `${folder}/clone`;
    await gitAsPerson(folder, 'clone', '--quiet', repository.store.folder, clone);
    await gitAsPerson(clone, 'commit', '--quiet', '--allow-empty', '-m', 'By hand');
    await gitAsPerson(clone, 'push', '--quiet', 'origin', 'HEAD:change/of-a-person', 'HEAD:try-out');
    const sha = await gitAsPerson(clone, 'rev-parse', 'HEAD');
    const byHand = { title: 'Mine', body: '', base: 'main', by: 'ann', sha, merged: false, state: 'open' } as const;
    repository.pulls.push(
      { ...byHand, number: 1, head: 'change/of-a-person' },
      { ...byHand, number: 2, head: 'try-out' },
    );
    await close(await open());
    expect(repository.pulls.filter((pull) => pull.state === 'open').map(({ number }) => number)).toEqual([1, 2]);
  });

  it('is fine with a repository that is gone, or a number that is none of its', async () => {
    const { open, close, state, repository } = await aPublished();
    const [one] = await open();
    if (!one) throw new Error('none was opened');
    await close([{ ...one, number: 99 }]);
    state.remove(repository);
    await close([one]);
  });

  it('waits for another token where this one is refused', async () => {
    const { open, close, github } = await aPublished();
    const opened = await open();
    github.next({ does: 'answer', status: 401, body: { message: 'Bad credentials' } });
    await expect(close(opened)).rejects.toMatchObject({ type: 'github-token-refused', nonRetryable: true });
  });
});
