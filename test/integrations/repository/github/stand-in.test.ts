import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { startGitHub } from '../../../setup/github/github.ts';
import { testFolder } from '../repositories.ts';

const good = {
  authorization: 'token t0ken',
  accept: 'application/vnd.github+json',
  'x-github-api-version': '2022-11-28',
  'user-agent': 'test',
};

async function ask() {
  const github = await startGitHub(await testFolder());
  onTestFinished(() => github.close());
  const ann = github.state.addAccount('ann', 'User');
  github.state.tokens.set('t0ken', { login: 'ann', scopes: ['repo'] });
  const { store } = github.state.create(ann, 'demo', null, true);
  const call = async (method: string, path: string, body?: object, headers: Record<string, string> = good) => {
    const json = body === undefined ? {} : { body: JSON.stringify(body) };
    const type = body === undefined ? {} : { 'content-type': 'application/json' };
    const response = await fetch(`${github.url}${path}`, { method, headers: { ...headers, ...type }, ...json });
    const answer = z.looseObject({ sha: z.string().optional() }).or(z.array(z.unknown()));
    return { status: response.status, body: answer.parse(await response.json()), headers: response.headers };
  };
  return { github, call, store };
}

describe('the stand-in of GitHub', () => {
  it('refuses what GitHub does not have, and keeps it as a misuse', async () => {
    const { call, github } = await ask();
    const { accept: _, ...bare } = good;

    expect((await call('GET', '/repos/ann/demo/nonsense')).status).toBe(404);
    expect((await call('GET', '/repos/ann/demo?what=1')).status).toBe(422);
    expect((await call('PATCH', '/repos/ann/demo', { secret: true })).status).toBe(422);
    expect((await call('GET', '/user', undefined, bare)).status).toBe(422);
    expect((await call('GET', '/user', undefined, { ...good, 'x-github-api-version': '2020-01-01' })).status).toBe(422);
    expect(github.misuses).toHaveLength(5);
    expect((await call('GET', '/user', undefined, { ...good, authorization: 'token other' })).status).toBe(401);
    expect((await call('GET', '/user')).headers.get('x-oauth-scopes')).toBe('repo');
    expect(github.misuses).toHaveLength(5);
  });

  it('refuses Git objects while a repository is empty, until a file is put there', async () => {
    const { call } = await ask();
    const blob = ['POST', '/repos/ann/demo/git/blobs', { content: 'x' }] as const;
    expect(await call(...blob)).toMatchObject({ status: 409, body: { message: 'Git Repository is empty.' } });
    expect((await call('GET', '/repos/ann/demo/git/ref/heads%2Fmain')).status).toBe(409);
    expect((await call('GET', '/repos/ann/demo/branches')).body).toEqual([]);

    const file = ['PUT', '/repos/ann/demo/contents/a.txt', { message: 'm', content: 'eA==' }] as const;
    expect((await call(...file)).status).toBe(201);
    expect((await call(...file)).status).toBe(422);
    // What `printf x | git hash-object --stdin` prints.
    expect((await call(...blob)).body).toMatchObject({ sha: 'c1b0730e0133447badcfd47fd144e254807b06e1' });
  });

  it('moves a branch back only by force', async () => {
    const { call, store } = await ask();
    await call('PUT', '/repos/ann/demo/contents/a.txt', { message: 'm', content: 'eA==' });
    const first = store.ref('refs/heads/main') ?? '';
    const { tree } = store.readCommit(first);
    const written = await call('POST', '/repos/ann/demo/git/commits', { message: 'Root', tree, parents: [] });
    const root = 'sha' in written.body ? written.body.sha : undefined;
    const move = (force?: boolean) =>
      call('PATCH', '/repos/ann/demo/git/refs/heads/main', { sha: root, ...(force ? { force } : {}) });

    expect(await move()).toMatchObject({ status: 422, body: { message: 'Update is not a fast forward' } });
    expect((await move(true)).status).toBe(200);
    expect(store.ref('refs/heads/main')).toBe(root);
    const taken = await call('POST', '/repos/ann/demo/git/refs', { ref: 'refs/heads/main', sha: first });
    expect(taken).toMatchObject({ status: 422, body: { message: 'Reference already exists' } });
  });

  it('sends whoever asks by a former name to the repository’s id', async () => {
    const { call, github } = await ask();
    await call('PATCH', '/repos/ann/demo', { name: 'renamed' });
    expect((await call('GET', '/repos/ann/demo')).body).toMatchObject({ name: 'renamed' });
    expect(github.requests.at(-1)).toMatch(/^GET \/repositories\/\d+$/);
    const again = await call('POST', '/user/repos', { name: 'renamed' });
    expect(again.body).toMatchObject({ errors: [{ message: 'name already exists on this account' }] });
  });
});
