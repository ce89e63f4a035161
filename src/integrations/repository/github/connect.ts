import { setTimeout as sleep } from 'node:timers/promises';
import { Octokit } from '@octokit/rest';
import type { Logger } from 'pino';
import { askedWait } from './asked-wait.ts';
import { checkCredential, type GitHubCredential } from './credential.ts';
import { explainFailure } from './explain-failure.ts';
import { GitHubError } from './github-error.ts';
import { signInAsApp } from './sign-in-as-app.ts';
import { webUrlOf } from './web-url.ts';
import { wholeFetch } from './whole-fetch.ts';

/** GitHub's REST interface in this version; Enterprise Servers know it too. */
const apiVersion = '2022-11-28';

export interface GitHubAccess {
  /** Such as `https://api.github.com`, or `https://HOST/api/v3` of an Enterprise Server. */
  readonly apiUrl: string;
  readonly credential: GitHubCredential;
  /** The user or organisation whose account the repositories are in. */
  readonly owner: string;
  readonly fetch?: typeof fetch;
  readonly logger?: Logger | undefined;
  /** Ends every call and every wait. */
  readonly signal?: AbortSignal | undefined;
  /** One short line when something takes its time. */
  readonly progress?: ((line: string) => void) | undefined;
  /** The most that one call may take, in milliseconds. */
  readonly callLimitMs?: number;
}

/** What every verb of this folder works with. */
export interface Connection {
  readonly octokit: Octokit;
  /** Whether calls are made by a GitHub App's installation, not by a person. */
  readonly asApp: boolean;
  readonly owner: string;
  readonly webUrl: string;
  readonly progress: (line: string) => void;
  readonly signal: AbortSignal | undefined;
}

/** The longest wait that is waited out here; a longer one is the caller's. */
const longestOwnWait = 60_000;
const mostWaits = 3;

/**
 * Connects to a GitHub. No call is made yet. Every failure of a call is a `GitHubError`.
 * @throws GitHubError `github-app-key-unusable`
 */
export function connect(access: GitHubAccess): Connection {
  const { owner, credential, signal, progress = () => {} } = access;
  checkCredential(credential);
  const webUrl = webUrlOf(access.apiUrl);
  const asApp = credential.kind === 'app';
  const octokit = new Octokit({
    baseUrl: access.apiUrl.replace(/\/+$/, ''),
    ...(credential.kind === 'token'
      ? { auth: credential.token }
      : { authStrategy: signInAsApp, auth: { ...credential, owner, webUrl } }),
    userAgent: 'demo-foundry',
    log: { debug() {}, info() {}, warn() {}, error() {} },
    request: {
      fetch: wholeFetch({ fetch: access.fetch ?? fetch, limitMs: access.callLimitMs ?? 60_000, signal }),
    },
  });

  octokit.hook.wrap('request', async (request, options) => {
    options.headers['x-github-api-version'] = apiVersion;
    options.headers.accept = 'application/vnd.github+json';
    const { method, url } = octokit.request.endpoint.parse(options);
    const path = new URL(url).pathname;
    for (let waits = 0; ; waits += 1) {
      signal?.throwIfAborted();
      const started = performance.now();
      const log = (status: number | string) =>
        access.logger?.info(
          { service: 'github', verb: method, path, status, ms: Math.round(performance.now() - started) },
          'outside call',
        );
      try {
        const response = await request(options);
        log(response.status);
        return response;
      } catch (error) {
        signal?.throwIfAborted();
        const refused = refusalOf(error);
        if (refused === undefined) {
          const known = knownError(error);
          log(known instanceof GitHubError ? known.code : 'failed');
          throw known;
        }
        log(refused.status);
        const wait = askedWait(refused.status, refused.headers, messageIn(refused.data));
        if (wait === undefined || wait.ms > longestOwnWait || waits === mostWaits) {
          throw explainFailure({ ...refused, call: `${method} ${path}`, webUrl, asApp });
        }
        progress(`GitHub asks to wait ${Math.ceil(wait.ms / 1000)} seconds`);
        await sleep(wait.ms, undefined, signal && { signal });
      }
    }
  });
  return { octokit, asApp, owner, webUrl, progress, signal };
}

interface Refused {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | number | undefined>>;
  readonly data: unknown;
}

/** What came back with an error of the client, if anything did. Only this is kept of it: it also holds the request. */
function refusalOf(error: unknown): Refused | undefined {
  if (!(error instanceof Error) || !('response' in error) || !('status' in error)) return undefined;
  const { response } = error;
  if (typeof response !== 'object' || response === null || !('headers' in response)) return undefined;
  return {
    status: Number(error.status),
    // The client gives an answer's headers as a plain object of lower-case names.
    headers: response.headers as Refused['headers'],
    data: 'data' in response ? response.data : undefined,
  };
}

/** The client wraps what its fetch throws. */
function knownError(error: unknown): unknown {
  return error instanceof Error && error.cause instanceof GitHubError ? error.cause : error;
}

function messageIn(data: unknown): string {
  return typeof data === 'object' && data !== null && 'message' in data ? String(data.message) : '';
}
