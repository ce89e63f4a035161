import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { cors } from 'hono/cors';
import { decodeBody, encodeBody } from '../../integrations/temporal/codec-endpoint.ts';
import { ApiError } from '../api-error.ts';
import type { AppContext } from '../app-context.ts';

/** Decrypts what Temporal Web shows and encrypts what it sends; for exactly its origin, and for programs. */
export function codecRoutes({ codec, temporalUi }: Pick<AppContext, 'codec' | 'temporalUi'>): Hono {
  const allowed = temporalUi === undefined ? [] : [new URL(temporalUi).origin];
  const routes = new Hono();
  routes.use('/codec/*', async (c, next) => {
    const origin = c.req.header('origin');
    if (origin !== undefined && !allowed.includes(origin)) {
      throw new ApiError(403, 'origin-refused', 'Only Temporal Web of this service may ask for this.');
    }
    // Temporal Web reads the answer from another origin.
    await next();
    c.res.headers.set('cross-origin-resource-policy', 'cross-origin');
  });
  routes.use(
    '/codec/*',
    cors({
      origin: allowed,
      allowMethods: ['POST', 'OPTIONS'],
      allowHeaders: ['content-type', 'x-namespace', 'authorization'],
      credentials: true,
    }),
    bodyLimit({ maxSize: 50_000_000 }),
  );
  for (const [path, work] of [
    ['/codec/decode', decodeBody],
    ['/codec/encode', encodeBody],
  ] as const) {
    routes.post(path, async (c) => {
      const body: unknown = await c.req.json().catch(() => undefined);
      try {
        return c.json(await work(codec, body));
      } catch (error) {
        if (error instanceof Error && error.name === 'PayloadError')
          throw new ApiError(400, 'codec-refused', error.message);
        throw error;
      }
    });
  }
  return routes;
}
