import { GitHubError } from './github-error.ts';

interface Options {
  readonly fetch: typeof fetch;
  /** The most that a call may take, from its first byte to its last, in milliseconds. */
  readonly limitMs: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * A fetch that gives whole answers only: one that breaks off, takes too long, or is a page where data was asked for is a
 * failure, and never looks like an empty answer.
 */
export function wholeFetch({ fetch, limitMs, signal }: Options): typeof fetch {
  return async (url, init) => {
    const limit = AbortSignal.timeout(limitMs);
    const either = signal === undefined ? limit : AbortSignal.any([limit, signal]);
    try {
      const response = await fetch(url, { ...init, signal: either });
      const bytes = await response.arrayBuffer();
      const { status, headers } = response;
      const bodiless = status === 204 || status === 205 || status === 304;
      if (response.ok && !bodiless && !/\bjson\b/.test(headers.get('content-type') ?? '')) throw unreadable();
      if (response.ok && !bodiless) JSON.parse(Buffer.from(bytes).toString('utf8'));
      return new Response(bodiless ? null : bytes, { status, headers });
    } catch (error) {
      signal?.throwIfAborted();
      throw explained(error, limit, limitMs);
    }
  };
}

function explained(error: unknown, limit: AbortSignal, limitMs: number): GitHubError {
  if (error instanceof GitHubError) return error;
  if (limit.aborted) {
    const seconds = Math.round(limitMs / 1000);
    return new GitHubError('github-timed-out', `GitHub gave no whole answer within ${seconds} seconds.`);
  }
  if (error instanceof SyntaxError) return unreadable();
  return new GitHubError('github-unreachable', 'GitHub could not be reached, or the connection broke.', {
    cause: error,
  });
}

function unreadable(): GitHubError {
  return new GitHubError('github-unreadable', 'Something answered in GitHub’s place, or its answer is no data.');
}
