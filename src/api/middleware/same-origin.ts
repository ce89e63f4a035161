import type { MiddlewareHandler } from 'hono';
import { ApiError } from '../api-error.ts';

const reading = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses what changes something and comes from a page elsewhere. A browser says where a request comes from; a program
 * that says nothing is no browser that was led astray.
 *
 * @param elsewhere paths that check their callers by themselves
 */
export function sameOrigin({ elsewhere }: { readonly elsewhere: string }): MiddlewareHandler {
  return async (c, next) => {
    if (reading.has(c.req.method) || c.req.path.startsWith(elsewhere)) return next();
    const site = c.req.header('sec-fetch-site');
    const origin = c.req.header('origin');
    const own = `${new URL(c.req.url).protocol}//${c.req.header('host')}`;
    const foreignSite = site !== undefined && site !== 'same-origin' && site !== 'none';
    if (foreignSite || (origin !== undefined && origin !== own)) {
      throw new ApiError(403, 'origin-refused', 'This request comes from another page and was refused.');
    }
    return next();
  };
}
