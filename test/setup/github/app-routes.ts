import { randomUUID, verify } from 'node:crypto';
import { z } from 'zod';
import { give, notFound } from './answer.ts';
import { change, type Route, route } from './route.ts';
import type { App, State, Token } from './state.ts';

const claims = z.strictObject({ iat: z.number(), exp: z.number(), iss: z.union([z.string(), z.number()]) });
const longestSeconds = 600;

/** The App that signed a JSON web token with its key; `undefined` for one that GitHub would not take. */
export function appOf(token: string, { apps }: State): Token | undefined {
  const [head = '', body = '', signature] = token.split('.');
  if (signature === undefined) return undefined;
  const { iat, exp, iss } = claims.parse(JSON.parse(Buffer.from(body, 'base64url').toString()));
  const app = apps.get(String(iss));
  const now = Date.now() / 1000;
  if (app === undefined || iat > now || exp < now || exp - iat > longestSeconds + 60) return undefined;
  const signed = verify(
    'RSA-SHA256',
    Buffer.from(`${head}.${body}`),
    app.publicKey,
    Buffer.from(signature, 'base64url'),
  );
  return signed ? { app } : undefined;
}

/** What an App asks as itself. */
export const appRoutes: readonly Route[] = [
  route('GET', '/orgs/:org/installation', [], ({ token, params }) => {
    const found = installationsOf(token.app).find(({ organisation }) => organisation === params.org?.toLowerCase());
    if (found === undefined) throw notFound();
    return give({ id: found.id, app_id: 1, target_type: 'Organization', permissions: found.permissions });
  }),
  change('POST', '/app/installations/:id/access_tokens', z.strictObject({}).optional(), ({ token, params, state }) => {
    const found = installationsOf(token.app).find(({ id }) => String(id) === params.id);
    if (found === undefined) throw notFound();
    const made = `ghs_${randomUUID()}`;
    state.tokens.set(made, {});
    const expires = new Date(Date.now() + 3_600_000).toISOString();
    return give({ token: made, expires_at: expires, permissions: found.permissions, repository_selection: 'all' }, 201);
  }),
];

function installationsOf(app: App | undefined): App['installations'] {
  return app?.installations ?? [];
}
