import { describe, expect, it } from 'vitest';
import type { PublishInput } from '../../../src/activities/contract.ts';
import type { Dependencies } from '../../../src/activities/dependencies.ts';
import { publishRepository } from '../../../src/activities/steps/publish-repository.ts';
import { retireRepository } from '../../../src/activities/steps/retire-repository.ts';
import { gitAsPerson } from '../../integrations/repository/repositories.ts';
import type { Fault } from '../../setup/github/fault.ts';
import type { Token } from '../../setup/github/state.ts';
import { buildId, openAccountsBench } from './accounts-bench.ts';

/** A build that publishes to its accounts at GitHub. */
async function aPublisher(token?: Token) {
  const bench = await openAccountsBench(token);
  const { access, run, state } = bench;
  // The steps read nothing else.
  const deps = bench.deps as unknown as Dependencies;
  const project = await bench.project();
  const publish = (more: Partial<PublishInput> = {}) =>
    run(publishRepository(deps), {
      ...{ buildId, company: 'Acme & Söhne', name: 'acme-dbt-demo', project, revision: 1, access },
      ...{ at: '2026-11-21T08:00:00.000Z', ...more },
    });
  const retire = (archive: boolean) => run(retireRepository(deps), { buildId, archive, access });
  const git = (...args: string[]) => gitAsPerson(state.folderOf('acme', 'acme-dbt-demo'), ...args);
  return { ...bench, deps, publish, retire, git };
}

const away = (fault: Partial<Fault> = {}): Fault =>
  ({ does: 'answer', status: 502, body: '<html></html>', ...fault }) as Fault;

describe('publishing to GitHub', () => {
  it('makes one private repository with a branch for everything, and says where people see it', async () => {
    const { publish, github, state, git, deps } = await aPublisher();
    const published = await publish();
    expect(published).toMatchObject({
      name: 'acme-dbt-demo',
      webUrl: `${github.url}/acme/acme-dbt-demo`,
      cloneUrl: `${github.url}/acme/acme-dbt-demo.git`,
    });
    expect(state.repositories).toMatchObject([
      {
        isPrivate: true,
        description: `dbt demo for Acme & Söhne [foundry-${buildId}]`,
        topics: ['dbt', 'demo', 'snowflake', 'demo-foundry', `foundry-${buildId}`],
      },
    ]);
    expect(await git('log', '--format=%s', 'main')).toBe('Initial demo project for Acme & Söhne');
    expect((await git('for-each-ref', '--format=%(refname:lstrip=2)', 'refs/heads')).split('\n')).toEqual(
      published.branches,
    );
    expect(published.branches).toContain('change/net-fees');
    expect(await deps.repositories.builds()).toEqual([]);
    expect(await publish()).toEqual(published);
    expect(state.repositories).toHaveLength(1);
  });

  it.each([
    ['making the repository', { method: 'POST', path: /^\/orgs\/acme\/repos$/ }],
    ['writing the tree', { method: 'POST', path: /\/git\/trees$/ }],
    ['making a branch', { method: 'POST', path: /\/git\/refs$/ }],
  ])('makes nothing twice where the answer to %s is lost', async (_, met) => {
    const { publish, github, state, git } = await aPublisher();
    const lost = (['lose', 'gateway'] as const).map((does): Fault => ({ does, ...met }));
    github.next(...lost);
    // As often as the workflow would try.
    const published = await publish().catch(() => publish().catch(() => publish()));
    expect(state.repositories).toHaveLength(1);
    expect(await git('rev-list', '--count', 'main')).toBe('1');
    expect(await git('rev-parse', 'main')).toBe(published.commit);
  });

  it('takes the next name where another repository has it', async () => {
    const { publish, state, acme } = await aPublisher();
    state.create(acme, 'acme-dbt-demo', 'somebody’s', true);
    expect(await publish()).toMatchObject({ name: 'acme-dbt-demo-2', webUrl: expect.stringMatching(/-2$/) });
  });

  it.each([
    ['a refused token', { scopes: ['repo'] }, 'github-token-refused', /Make a new token/],
    ['a token without the scope', { login: 'ann', scopes: ['gist'] }, 'github-scope-missing', /scope repo/],
  ])('says of %s what mends it, once', async (what, token, type, mend) => {
    const bench = await aPublisher(token);
    const access =
      what === 'a refused token'
        ? { ...bench.access, secrets: { github_token: await bench.keep('ghp_not-a-token-here') } }
        : bench.access;
    await expect(bench.publish({ access })).rejects.toMatchObject({
      ...{
        type,
        nonRetryable: true,
        details: [expect.stringMatching(mend), expect.stringContaining('/settings/tokens')],
      },
    });
    expect(bench.state.repositories).toEqual([]);
  });

  it('gives a long limit to the workflow to wait out', async () => {
    const { publish, github } = await aPublisher();
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(Math.floor(Date.now() / 1000) + 1800) };
    github.next({ does: 'answer', status: 403, headers, body: { message: 'API rate limit exceeded' } });
    const failure = await publish().catch((error: unknown) => error);
    expect(failure).toMatchObject({ type: 'github-rate-limited', nonRetryable: false });
    expect(Number((failure as { nextRetryDelay?: number }).nextRetryDelay)).toBeGreaterThan(1_700_000);
  });

  it('may be tried again where GitHub is away', async () => {
    const { publish, github } = await aPublisher();
    github.next(away());
    await expect(publish()).rejects.toMatchObject({ type: 'github-unavailable', nonRetryable: false });
    await publish();
  });
});

describe('retiring a repository at GitHub', () => {
  it('archives it out of the way of its name, or deletes it; what is gone is fine', async () => {
    const { publish, retire, state } = await aPublisher();
    await publish();
    await retire(true);
    await retire(true);
    expect(state.repositories).toMatchObject([{ archived: true, name: expect.not.stringMatching(/^acme-dbt-demo$/) }]);

    await publish();
    expect(state.repositories).toHaveLength(2);
    await retire(false);
    await retire(false);
    expect(state.repositories.filter(({ archived }) => !archived)).toEqual([]);
  });

  it('leaves other builds’ and people’s repositories alone', async () => {
    const { publish, retire, state, acme, run, deps, access } = await aPublisher();
    state.create(acme, 'acme-website', null, true);
    await publish();
    await run(retireRepository(deps), { buildId: 'bother', archive: false, access });
    await retire(false);
    expect(state.repositories.map(({ name }) => name)).toEqual(['acme-website']);
  });
});
