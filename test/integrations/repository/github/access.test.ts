import { describe, expect, it } from 'vitest';
import { checkGitHubAccess } from '../../../../src/integrations/repository/github/access/check-access.ts';
import type { Token } from '../../../setup/github/state.ts';
import { at } from '../repositories.ts';
import { secret, someGitHub } from './some-github.ts';

type Question = Partial<Parameters<typeof checkGitHubAccess>[0]>;

async function look(question: Question = {}, token?: Token) {
  const some = await someGitHub(token);
  const check = async (more: Question = {}) => {
    const checks = await checkGitHubAccess({
      ...some.access,
      name: 'acme-dbt-demo',
      build: 'b1',
      ...question,
      ...more,
    });
    expect(JSON.stringify(checks)).not.toContain(secret);
    return Object.fromEntries(checks.map((one) => [one.id, one]));
  };
  return { ...some, check };
}

describe('checking the access to GitHub', () => {
  it('changes nothing and finds all well for a member of the organisation', async () => {
    const { check, github } = await look();
    const checks = await check();

    expect(Object.keys(checks)).toEqual(['token', 'scopes', 'owner', 'sso', 'name']);
    expect(Object.values(checks).map(({ state }) => state)).toEqual(['ok', 'ok', 'ok', 'ok', 'ok']);
    expect(checks.token?.sentence).toBe('The token is valid and ann’s.');
    expect(checks.owner?.sentence).toBe('ann is a member of acme.');
    expect(github.requests.every((request) => request.startsWith('GET'))).toBe(true);
    expect((await check({ owner: 'Ann' })).owner?.sentence).toBe('Repositories are made in ann’s own account.');
  });

  it('says of a refused token what it can, and leads to where a new one is made', async () => {
    const { check, github } = await look();
    const checks = await check({ credential: { kind: 'token', token: 'ghp_wrong' } });

    expect(checks.token).toMatchObject({
      state: 'failed',
      link: `${github.url}/settings/tokens`,
      mend: expect.any(String),
    });
    expect(Object.values(checks).every(({ state }) => state === 'failed')).toBe(true);
  });

  it('knows the scopes of a classic token, and that others list none', async () => {
    const scopesOf = async (token: Token) => (await (await look({}, token)).check()).scopes;

    expect(await scopesOf({ login: 'ann', scopes: ['gist'] })).toMatchObject({
      state: 'failed',
      sentence: 'The token lacks the scope repo; it has gist.',
      link: expect.stringContaining('/settings/tokens/new?scopes=repo'),
    });
    expect((await scopesOf({ login: 'ann', scopes: ['repo'] }))?.sentence).toMatch(/Without delete_repo, the teardown/);
    expect(await scopesOf({ login: 'ann' })).toMatchObject({
      state: 'unknown',
      sentence: expect.stringMatching(/^A fine-grained/),
    });
    expect(await scopesOf({})).toMatchObject({
      state: 'unknown',
      sentence: expect.stringMatching(/^An installation’s/),
    });
  });

  it('knows an App’s installation, which can prove its place by making the repository only', async () => {
    const checks = await (await look({}, {})).check();
    expect(checks.token).toMatchObject({ state: 'ok', sentence: 'The token is of a GitHub App’s installation.' });
    expect(checks.owner?.state).toBe('unknown');
    expect((await (await look({ owner: 'bob' }, {})).check()).owner?.state).toBe('failed');
  });

  it('knows whose account it is and what the person is in an organisation', async () => {
    const { check, acme, state } = await look();
    const owner = async (name: string) => (await check({ owner: name })).owner;

    expect(await owner('nobody')).toMatchObject({
      state: 'failed',
      sentence: expect.stringMatching(/knows no user or organisation nobody/),
    });
    expect(await owner('bob')).toMatchObject({
      state: 'failed',
      sentence: expect.stringMatching(/bob is a person’s account/),
    });
    acme.members.set('ann', { role: 'admin', state: 'active' });
    expect(await owner('acme')).toMatchObject({ state: 'ok', sentence: 'ann is an owner of acme.' });
    acme.members.set('ann', { role: 'member', state: 'pending' });
    expect(await owner('acme')).toMatchObject({ state: 'failed', link: expect.stringMatching(/invitation/) });
    acme.members.delete('ann');
    expect(await owner('acme')).toMatchObject({ state: 'failed', sentence: 'ann is not a member of acme.' });
    state.tokens.set(secret, { login: 'ann', scopes: ['repo'] });
    expect(await owner('acme')).toMatchObject({ state: 'unknown', sentence: expect.stringMatching(/proves it/) });
  });

  it('leads to the organisation’s single sign-on', async () => {
    const { check, github } = await look({}, { login: 'ann', scopes: ['repo', 'read:org'], shutOutOf: ['acme'] });
    const link = `${github.url}/orgs/acme/sso?authorization_request=A1B2`;
    expect((await check()).sso).toMatchObject({ state: 'failed', link });
    expect((await check({ owner: 'ann' })).sso).toMatchObject({ state: 'ok' });

    const headers = { 'x-github-sso': 'partial-results; organizations=1' };
    github.next({ does: 'answer', status: 200, headers, body: [], path: /^\/orgs\/acme\/repos/ });
    expect((await check()).sso).toMatchObject({ state: 'failed', mend: expect.stringMatching(/single sign-on/) });
  });

  it('says which name the repository will get', async () => {
    const { check, state, acme, repositories } = await look();
    expect((await check()).name?.sentence).toMatch(/^acme-dbt-demo is free/);
    const other = state.create(acme, 'acme-dbt-demo', null, true);
    expect((await check()).name?.sentence).toBe('acme-dbt-demo is in use; the repository will be acme-dbt-demo-2.');
    await repositories.create({ name: 'acme-dbt-demo', build: 'b1' });
    expect((await check()).name?.sentence).toBe('acme-dbt-demo-2 is this build’s already.');
    state.rename(other, 'elsewhere');
    expect((await check()).name?.sentence).toMatch(/^acme-dbt-demo is free/);
  });

  it('fixes the commit of a template that is allowed and readable', async () => {
    const { check, state, acme, github } = await look();
    const { store } = state.create(acme, 'template', null, true);
    const who = { name: 'Ann', email: 'ann@example.com', date: at };
    const tree = store.writeTree([{ path: 'a', mode: '100644', sha: store.writeBlob(Buffer.from('1')) }]);
    const commit = store.writeCommit({ tree, parents: [], author: who, committer: who, message: 'm' });
    store.setRef('refs/heads/main', commit);
    const template = { url: 'acme/template' };

    expect((await check({ template, allowedTemplates: ['acme/*'] })).template).toMatchObject({
      state: 'ok',
      commit,
      link: `${github.url}/acme/template/tree/${commit}`,
    });
    expect((await check({ template })).template).toMatchObject({
      state: 'failed',
      sentence: expect.stringMatching(/not among the allowed/),
    });
    const gone = { template: { url: 'acme/template', ref: 'gone' }, allowedTemplates: ['acme/template'] };
    expect((await check(gone)).template).toMatchObject({
      state: 'failed',
      sentence: expect.stringMatching(/no gone in acme\/template/),
    });
  });

  it('lets one check’s trouble be its own', async () => {
    const { check, github } = await look();
    github.next({ does: 'answer', status: 503, body: '<html></html>', path: /^\/user$/ });
    const checks = await check();

    expect(Object.values(checks).map(({ id, state }) => [id, state])).toEqual([
      ['token', 'unknown'],
      ['scopes', 'unknown'],
      ['owner', 'unknown'],
      ['sso', 'ok'],
      ['name', 'ok'],
    ]);
    expect((await check()).token?.state).toBe('ok');
  });
});
