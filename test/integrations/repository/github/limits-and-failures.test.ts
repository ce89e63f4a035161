import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { FoundryError } from '../../../../src/domain/foundry-error.ts';
import { askedWait } from '../../../../src/integrations/repository/github/asked-wait.ts';
import type { GitHubError } from '../../../../src/integrations/repository/github/github-error.ts';
import type { Fault } from '../../../setup/github/fault.ts';
import { secret, someGitHub } from './some-github.ts';

const inSeconds = (seconds: number) => String(Math.floor(Date.now() / 1000) + seconds);
const secondaryText = 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.';

/** What the next look at a repository fails with. */
async function failureOf(fault: Fault, callLimitMs = 5_000) {
  const { github, open, lines } = await someGitHub();
  github.next(fault);
  const failure = await open({ callLimitMs })
    .headOf({ name: 'acme', build: 'b1' }, 'main')
    .then(
      () => undefined,
      (error: unknown) => error,
    );
  if (!(failure instanceof FoundryError)) throw new Error(`Failed otherwise: ${failure}`);
  return { failure, lines, url: github.url };
}

describe('a limit of GitHub', () => {
  it.each([
    ['a primary limit', { status: 403, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': inSeconds(0) } }],
    ['a secondary limit', { status: 429, headers: { 'retry-after': '1' } }],
    ['a secondary limit by 403', { status: 403, headers: { 'retry-after': '1' } }],
  ])('is waited out and said, where it is short: %s', async (_, refusal) => {
    const { github, repositories, lines } = await someGitHub();
    github.next({ does: 'answer', body: { message: 'Slow down' }, ...refusal });

    expect(await repositories.find('b1')).toBeUndefined();
    expect(lines[0]).toMatch(/^GitHub asks to wait [12] seconds$/);
    expect(github.requests.filter((request) => request === 'GET /users/acme')).toHaveLength(2);
  });

  it('is the step’s where it is long: the error says when to come back', async () => {
    const reset = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': inSeconds(1800) };
    const { failure, lines } = await failureOf({
      does: 'answer',
      status: 403,
      headers: reset,
      body: { message: 'API rate limit exceeded' },
    });

    expect(failure).toMatchObject({ code: 'github-rate-limited', retryable: true });
    expect((failure as GitHubError).retryAfterMs).toBeGreaterThan(1_790_000);
    expect((failure as GitHubError).retryAfterMs).toBeLessThan(1_810_000);
    expect(failure.sentence).toMatch(/30|31 minutes/);
    expect(lines).toEqual([]);
  });

  it('is not waited out for ever', async () => {
    const { github, repositories, lines } = await someGitHub();
    const refusal = { does: 'answer', status: 429, headers: { 'retry-after': '0' }, body: { message: 'no' } } as const;
    github.next(refusal, refusal, refusal, refusal);

    await expect(repositories.find('b1')).rejects.toMatchObject({
      code: 'github-secondary-limited',
      retryAfterMs: 1000,
    });
    expect(lines).toHaveLength(3);
  });

  it('is no longer waited for once the step is cancelled', async () => {
    const { github, open } = await someGitHub();
    const controller = new AbortController();
    github.next({ does: 'answer', status: 429, headers: { 'retry-after': '50' }, body: { message: 'no' } });
    const cancelled = open({ signal: controller.signal, progress: () => setTimeout(() => controller.abort(), 5) });

    await expect(cancelled.find('b1')).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('is read from what GitHub sends, by the clock of its answer', () => {
    const date = 'Sat, 21 Nov 2026 08:00:00 GMT';
    const reset = String(Date.parse(date) / 1000 + 30);
    expect(askedWait(403, { date, 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset }, '')).toEqual({
      limit: 'primary',
      ms: 31_000,
    });
    expect(askedWait(429, { date, 'retry-after': 'Sat, 21 Nov 2026 08:00:20 GMT' }, '')).toEqual({
      limit: 'secondary',
      ms: 20_000,
    });
    expect(askedWait(403, { date, 'x-ratelimit-remaining': '12' }, secondaryText)).toEqual({
      limit: 'secondary',
      ms: 60_000,
    });
    expect(askedWait(403, { date, 'x-ratelimit-remaining': '12' }, 'Must have admin rights')).toBeUndefined();
    expect(askedWait(404, { 'retry-after': '3' }, '')).toBeUndefined();
  });
});

describe('a failure of GitHub', () => {
  const answer = (status: number, body: object | string, headers: Record<string, string> = {}) =>
    ({ does: 'answer', status, body, headers }) as const;

  it.each<[string, Fault, string, boolean, RegExp]>([
    [
      'a token that is refused',
      answer(401, { message: 'Bad credentials' }),
      'github-token-refused',
      false,
      /wrong, expired or revoked/,
    ],
    [
      'a scope that is missing',
      answer(403, { message: 'no' }, { 'x-oauth-scopes': 'gist', 'x-accepted-oauth-scopes': 'repo' }),
      'github-scope-missing',
      false,
      /lacks the scope repo/,
    ],
    [
      'a permission that is missing',
      answer(403, { message: 'Resource not accessible by personal access token' }),
      'github-scope-missing',
      false,
      /permissions do not allow/,
    ],
    [
      'another ban',
      answer(403, { message: 'Repository access blocked' }),
      'github-forbidden',
      false,
      /Repository access blocked/,
    ],
    ['a request at odds', answer(409, { message: 'Merge conflict' }), 'github-conflict', true, /Merge conflict/],
    [
      'a request that is refused',
      answer(422, { message: 'Validation Failed', errors: [{ field: 'x', code: 'missing' }] }),
      'github-request-refused',
      false,
      /Validation Failed: x missing/,
    ],
    ['a page of a server in trouble', answer(502, '<html>Unicorn!</html>'), 'github-unavailable', true, /status 502/],
    ['a page in GitHub’s place', answer(200, '<html>Log in</html>'), 'github-unreadable', true, /in GitHub’s place/],
    ['data under another name', answer(200, '{"id":1}'), 'github-unreadable', true, /its answer is no data/],
    ['a broken connection', { does: 'cut' }, 'github-unreachable', true, /could not be reached/],
    ['no answer', { does: 'hang' }, 'github-timed-out', true, /no whole answer within 1 seconds/],
  ])('has a code, a sentence and a mend of its own: %s', async (_, fault, code, retryable, sentence) => {
    const { failure } = await failureOf(fault, fault.does === 'hang' ? 600 : 5_000);

    expect(failure).toMatchObject({ code, retryable });
    expect(failure.sentence).toMatch(sentence);
    expect(failure.sentence).not.toMatch(/html|Unicorn/);
    expect(failure.mend).toMatch(/\.$/);
  });

  it('leads to where single sign-on is given, if that is at this GitHub', async () => {
    const { github, open } = await someGitHub();
    const sso = (url: string) => answer(403, { message: 'SAML' }, { 'x-github-sso': `required; url=${url}` });
    const good = `${github.url}/orgs/acme/sso?authorization_request=A1`;
    github.next(sso(good), sso('https://evil.example/orgs/acme/sso'));

    await expect(open().find('b1')).rejects.toMatchObject({
      code: 'github-sso-required',
      link: good,
      retryable: false,
    });
    const elsewhere: unknown = await open()
      .find('b1')
      .catch((error: unknown) => error);
    expect(elsewhere).toMatchObject({ code: 'github-sso-required' });
    expect(elsewhere).not.toHaveProperty('link');
  });

  it('is half an answer too, even of a good status', async () => {
    const { github, repositories } = await someGitHub();
    github.next({ does: 'halve', path: /orgs/ });
    await expect(repositories.builds()).rejects.toMatchObject({ code: 'github-unreachable' });
  });

  it('never holds the token, nor does the log, which has each call with its time and without query', async () => {
    const { github, open } = await someGitHub();
    const logged: unknown[] = [];
    // Of a logger, only this is used.
    const logger = { info: (...line: unknown[]) => void logged.push(line) } as never;
    github.next(answer(401, { message: `Bad credentials ${secret.slice(0, 4)}` }));
    const failure: unknown = await open({ logger })
      .find('b1')
      .catch((error: unknown) => error);
    await open({ logger }).find('b1');

    expect(inspect([failure, logged], { depth: 20, showHidden: true })).not.toContain(secret);
    expect(logged.at(-1)).toEqual([
      { service: 'github', verb: 'GET', path: '/orgs/acme/repos', status: 200, ms: expect.any(Number) },
      'outside call',
    ]);
    expect(logged[0]).toEqual([expect.objectContaining({ status: 401 }), 'outside call']);
  });
});
