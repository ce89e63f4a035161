import type { Context } from 'hono';
import { html } from 'hono/html';
import type { Child } from 'hono/jsx';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** Answers with a whole page. */
export function answerPage(c: Context, page: Child, status: ContentfulStatusCode = 200): Response | Promise<Response> {
  return c.html(html`<!doctype html>${page}`, status);
}

/** Answers with a part of a page. */
export function answerPart(c: Context, part: Child, status: ContentfulStatusCode = 200): Response | Promise<Response> {
  return c.html(html`${part}`, status);
}

/** Whether a part of a page was asked for. */
export function wantsPart(c: Context): boolean {
  return c.req.header('hx-request') === 'true';
}

/** Whether the answer is for a program. */
export function wantsJson(c: Context): boolean {
  return /^\/api\/|\.json$/.test(c.req.path) || (c.req.header('accept') ?? '').startsWith('application/json');
}
