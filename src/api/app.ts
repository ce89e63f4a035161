import { Hono } from 'hono';
import { answerError } from './answer-error.tsx';
import { notFound } from './api-error.ts';
import { appContext } from './app-context.ts';
import type { AppDeps } from './app-deps.ts';
import { loopbackOnly } from './middleware/loopback-only.ts';
import { sameOrigin } from './middleware/same-origin.ts';
import { securityHeaders } from './middleware/security-headers.ts';
import { apiRoutes } from './routes/api.ts';
import { assetRoutes } from './routes/assets.ts';
import { buildRoutes } from './routes/builds.tsx';
import { codecRoutes } from './routes/codec.ts';
import { decisionRoutes } from './routes/decisions.tsx';
import { docsRoutes } from './routes/docs.ts';
import { downloadRoutes } from './routes/downloads.ts';
import { eventRoutes } from './routes/events.ts';
import { fileRoutes } from './routes/files.tsx';
import { homeRoutes } from './routes/home.tsx';
import { leftoverRoutes } from './routes/leftovers.tsx';
import { liveRoutes } from './routes/live.tsx';
import { promptRoutes } from './routes/prompts.tsx';
import { providerRoutes } from './routes/provider.tsx';
import { scenarioRoutes } from './routes/scenario.tsx';
import { setupRoutes } from './routes/setup.tsx';

export interface App {
  readonly fetch: Hono['fetch'];
  readonly request: Hono['request'];
  /** Ends every event stream and stops sending decisions again; those are taken up at the next start. */
  readonly close: () => void;
}

/**
 * The page and the JSON API.
 * @example const app = await createApp(deps); serve({ fetch: app.fetch, port: 3400 });
 */
export async function createApp(deps: AppDeps): Promise<App> {
  const context = appContext(deps);
  await context.outbox.resume();
  const app = new Hono();
  app.use(securityHeaders(), loopbackOnly(), sameOrigin({ elsewhere: '/codec/' }));
  app.onError((error, c) => answerError(error, c, deps.logger));
  app.notFound((c) => answerError(notFound('such page'), c, deps.logger));
  app.get('/healthz', (c) => c.text('ok'));
  for (const routes of [
    assetRoutes(context),
    docsRoutes(),
    codecRoutes(context),
    apiRoutes(context),
    homeRoutes(context),
    leftoverRoutes(context),
    setupRoutes(context),
    providerRoutes(context),
    decisionRoutes(context),
    eventRoutes(context),
    promptRoutes(context),
    scenarioRoutes(context),
    fileRoutes(context),
    liveRoutes(context),
    downloadRoutes(context),
    buildRoutes(context),
  ]) {
    app.route('/', routes);
  }
  return {
    fetch: app.fetch,
    request: app.request,
    close: () => {
      context.hub.close();
      context.outbox.close();
    },
  };
}
