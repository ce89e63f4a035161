import type { Context } from 'hono';
import type { SeenBuild } from '../views/build/seen-build.ts';
import { notFound } from './api-error.ts';
import type { AppDeps } from './app-deps.ts';
import { BuildReader } from './builds/build-reader.ts';
import { renderRegions } from './builds/render-regions.ts';
import { Outbox } from './decisions/outbox.ts';
import { BuildHub } from './live/build-hub.ts';
import { buildIdPattern } from './setup/build-id.ts';

/** Who acts: on loopback there is no login. */
export const localUser = 'local';

/** What the routes share: the service's parts, and what this process knows of builds. */
export interface AppContext extends AppDeps {
  readonly reader: BuildReader;
  readonly hub: BuildHub;
  readonly outbox: Outbox;
}

export function appContext(deps: AppDeps): AppContext {
  const { client, records, logger } = deps;
  const reader = new BuildReader(client);
  const outbox: Outbox = new Outbox({ client, records, logger, changed: (id) => hub.touch(id) });
  const hub: BuildHub = new BuildHub({
    ...{ client, reader, logger },
    render: renderRegions,
    unconfirmed: (id) => outbox.unconfirmed(id),
  });
  return { ...deps, reader, hub, outbox };
}

/** The build's id in the request's path. @throws ApiError `not-found` for what cannot be one */
export function buildIdIn(c: Context): string {
  const id = c.req.param('id') ?? '';
  if (!buildIdPattern.test(id)) throw notFound('build of this id');
  return id;
}

/** A build as the page shows it. @throws ApiError */
export async function seeBuild({ reader, outbox }: AppContext, id: string): Promise<SeenBuild> {
  const { closed: _, ...read } = await reader.read(id);
  return { ...read, progress: [], unconfirmed: outbox.unconfirmed(id) };
}
